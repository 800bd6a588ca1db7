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

  it('says what the system said in the language of the window', () => {
    const system = { name: 'Error', message: "EACCES: permission denied, open '/root/a.html'" };
    expect(faultText(createTexts('zh'), system)).toBe('没有权限 (EACCES)：/root/a.html');
    expect(faultText(createTexts('en'), system)).toBe('permission denied (EACCES): /root/a.html');
  });

  it('keeps to the message where there is no text', () => {
    const texts = createTexts('zh');
    expect(faultText(texts, { name: 'Error', message: 'it broke' })).toBe('it broke');
    expect(faultText(texts, { ...fault, id: 'of-another-version' })).toBe('in English');
  });
});
