import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** `withHome` is made of the first, `underHeat` does as it; the parent of `expectGone` is another program, whose folder must be empty. */
const CHECKED = /\b(?:underFault|underHeat|withHome|expectNothingLeft|expectGone)\(/;

const root = join(import.meta.dirname, '..', '..', '..');

it('docs/faults.md has each fault, with tests that there are', () => {
  const page = readFileSync(join(root, 'docs', 'faults.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d+) \|.*\| (.*) \|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 35 }, (_, index) => index + 1));
  const named = rows.flatMap(([, number = '', tests = '']) =>
    tests.split('; ').map((test) => [number, ...(/^`([^`]+)`: (.+)$/.exec(test)?.slice(1) ?? [])]),
  );
  const wrong = named.filter(([, file = '', words = '']) => {
    const path = join(root, 'test', 'integration', 'multiprocessing', file);
    return file === '' || !existsSync(path) || !readFileSync(path, 'utf8').includes(words);
  });
  expect(wrong).toEqual([]);
  const unchecked = rows.filter(([, , tests = '']) => !tests.includes('`faults/')).map(([, number]) => number);
  expect(unchecked, 'rows without a test that ends with the check for leaks').toEqual([]);
});

it('each case of the faults has a deadline, and ends with the check for leaks', () => {
  const folder = join(root, 'test', 'integration', 'multiprocessing', 'faults');
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(8);
  const unchecked = files.flatMap((file) => {
    const [, ...cases] = readFileSync(join(folder, file), 'utf8').split(/^ *it(?=[.(])/m);
    expect(cases.length).toBeGreaterThan(0);
    return cases.flatMap((text) => (CHECKED.test(text) ? [] : `${file}: ${text.slice(0, 80)}`));
  });
  expect(unchecked).toEqual([]);
});

it('docs/peers.md names tests that there are', () => {
  const page = readFileSync(join(root, 'docs', 'peers.md'), 'utf8');
  const named = [...page.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((file) => !existsSync(join(root, 'test', 'integration', 'multiprocessing', file)));
  expect(missing).toEqual([]);
});
