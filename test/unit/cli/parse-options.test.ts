import { describe, expect, it } from 'vitest';
import { parseHertz, parseTimeout, parseWorkers } from '../../../src/main/cli/parse-options';

describe('the numbers of the options', () => {
  it('take what is in their bounds', () => {
    expect([parseTimeout('0.5'), parseHertz('20'), parseWorkers('4')]).toEqual([0.5, 20, 4]);
  });

  it.each(['', 'x', '-1', '0', '1e3', '0x10', 'NaN', 'Infinity', '5s', '9999999'])(
    'refuse a timeout of "%s"',
    (text) => {
      expect(() => parseTimeout(text)).toThrow(expect.objectContaining({ key: 'badNumber', exitCode: 125 }));
    },
  );

  it.each(['0', '1.5', '257'])('refuse %s workers', (text) => {
    expect(() => parseWorkers(text)).toThrow(expect.objectContaining({ key: 'badInteger' }));
  });

  it('refuse more samples than can be taken', () => {
    expect(() => parseHertz('21')).toThrow(
      expect.objectContaining({ values: expect.objectContaining({ max: 20 }) as object }),
    );
  });
});
