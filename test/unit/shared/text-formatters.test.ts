import { describe, expect, it } from 'vitest';
import { textsOf } from '../../../src/main/cli/text/texts';
import type { Language } from '../../../src/shared/locales';
import { addFormatters } from '../../../src/shared/text-formatters';

describe('values in texts', () => {
  it('registers the names that the texts use', () => {
    const registered = new Map<
      string,
      (value: unknown, language: string, values: Readonly<Record<string, unknown>>) => string
    >();
    addFormatters({ add: (name, format) => void registered.set(name, format) });
    expect(registered.get('bytes')?.(1000, 'en', {})).toBe('1 kB');
    expect(registered.get('duration')?.(1500, 'en', {})).toBe('1.5 s');
    expect(registered.get('number')?.(2.944, 'en', {})).toBe('2.94');
    expect(registered.get('number')?.(1234, 'en', {})).toBe('1234');
    expect(registered.get('number')?.(1_000_000, 'zh', {})).toBe('1,000,000');
    expect(registered.get('number')?.(1_000_000, 'de', {})).toBe('1.000.000');
    expect(registered.get('reason')?.('kill ESRCH', 'zh-CN', {})).toBe('没有这个进程 (ESRCH)');
    expect(registered.get('reason')?.('none of ours', 'zh', { told: 'noPython' })).toMatch(/Python/);
  });

  it('puts the function behind a place in the way of the language', () => {
    const say = (language: Language) =>
      textsOf(language).say('verdict:title.ended-by-program-at', { place: 'a b.py:8 in <module>', name: 'slow' });
    expect(say('en')).toContain('a b.py:8 in <module>');
    expect(say('zh')).toContain('a b.py:8 (<module>)');
  });
});
