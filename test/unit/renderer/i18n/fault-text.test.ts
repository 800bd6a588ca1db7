// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { faultText } from '../../../../src/renderer/i18n/fault-text';
import { createTexts } from '../../../../src/renderer/i18n/i18n';

describe('faultText', () => {
  const fault = { name: 'RunStillRunningError', message: 'in English', id: 'still-running', values: { title: 'make' } };

  it('speaks the language of the window', () => {
    expect(faultText(createTexts('zh'), fault)).toBe('“make”还在运行：请先停止它');
    expect(faultText(createTexts('en'), fault)).toMatch(/“make” still running/);
  });

  it('keeps to the message where there is no text', () => {
    const texts = createTexts('zh');
    expect(faultText(texts, { name: 'Error', message: 'EIO' })).toBe('EIO');
    expect(faultText(texts, { ...fault, id: 'of-another-version' })).toBe('in English');
  });
});
