import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageFrom, textsOf } from '../../../../src/main/cli/text/texts';
import { waitKinds } from '../../../../src/shared/events';
import { texts as resources } from '../../../../src/shared/locales';

describe('languageFrom', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_TW' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: '' }, 'zh'],
  ])('reads from %o the language %s', (env, language) => {
    expect(languageFrom(env)).toBe(language);
  });
});

describe('textsOf', () => {
  it('formats quantities with their units', () => {
    expect(textsOf('en').say('tasks.latency', { p50: 41.2, p99: 8310 })).toBe('p50 41.2 ms, p99 8.31 s');
    expect(textsOf('zh').say('report.processes', { count: 5 })).toBe('5 个进程');
    expect(textsOf('en').say('report.processes', { count: 1 })).toBe('1 process');
  });

  it('takes no orders from what it is to print', () => {
    const said = textsOf('en').say('error.unknownDemo', { found: '{{names}} $t(help.about) \u001B[2J', names: 'a' });
    expect(said).toBe('expected one of a, found {{names}} $t(help.about) \uFFFD[2J');
  });
});

/** Every key with its placeholders. */
function shapeOf(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return [`${path} ${[...node.matchAll(/\{\{.*?\}\}/g)].map(String).sort().join(' ')}`];
  return Object.entries(node as object).flatMap(([key, value]) => shapeOf(value, `${path}.${key}`));
}

describe('the texts', () => {
  it('have words for each kind of wait in a comparison', () => {
    for (const language of ['en', 'zh'] as const)
      for (const kind of ['join', ...waitKinds]) {
        const key = `report:compare.wait.${kind}`;
        expect(textsOf(language).say(key)).not.toBe(key.replace('report:', ''));
      }
  });

  it.each(['cli', 'notice'] as const)('of %s have the same keys and values in both languages', (namespace) => {
    expect(shapeOf(resources.zh[namespace])).toEqual(shapeOf(resources.en[namespace]));
  });

  it.each(['en', 'zh'] as const)('say in %s of --no-probes the languages that there is a probe for', (language) => {
    const said = textsOf(language).say('help.noProbes').toLowerCase();
    const probed = readdirSync(new URL('../../../../resources/probes/', import.meta.url)).toSorted();
    expect(['node', 'python'].filter((one) => said.includes(one))).toEqual(probed);
  });
});
