/** No case of test/parity/golden.py is forgotten: each is played, or docs/multiprocessing.md says why not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { goldenNames } from './golden';

const folder = import.meta.dirname;
const tests = readdirSync(folder)
  .filter((file) => /^parity-.*\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const page = readFileSync(join(folder, '..', '..', '..', 'docs', 'multiprocessing.md'), 'utf8');
const section = page.split(/^## /m).find((part) => part.startsWith('Held against CPython')) ?? '';
const named = [...section.matchAll(/^\| `([^`]+)` \|/gm)].flatMap(([, name]) => name ?? []);

const isPlayed = (name: string): boolean => tests.includes(`'${name}'`);

it('plays each golden case, or names it', () => {
  expect(goldenNames.filter((name) => !isPlayed(name) && !named.includes(name))).toEqual([]);
});

it('names no case that is played or that is not there', () => {
  expect(named.filter((name) => isPlayed(name) || !goldenNames.includes(name))).toEqual([]);
});
