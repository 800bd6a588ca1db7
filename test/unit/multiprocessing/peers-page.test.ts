import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

it('docs/peers.md names tests that there are', () => {
  const page = readFileSync(join(root, 'docs', 'peers.md'), 'utf8');
  const named = [...page.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((file) => !existsSync(join(root, 'test', 'integration', 'multiprocessing', file)));
  expect(missing).toEqual([]);
});
