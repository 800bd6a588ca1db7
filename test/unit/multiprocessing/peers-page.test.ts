import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

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
});

it('docs/peers.md names tests that there are', () => {
  const page = readFileSync(join(root, 'docs', 'peers.md'), 'utf8');
  const named = [...page.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((file) => !existsSync(join(root, 'test', 'integration', 'multiprocessing', file)));
  expect(missing).toEqual([]);
});
