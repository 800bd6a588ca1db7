import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lessonOf } from '../../../src/main/diagnose/lessons';
import { causes } from '../../../src/shared/verdict';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const lessons = new Set(readdirSync(join(ROOT, 'resources', 'lessons')));

it('has a lesson for each name that a verdict links to', () => {
  const source = readFileSync(join(ROOT, 'src/main/diagnose/lessons.ts'), 'utf8');
  const titles = [...source.matchAll(/'(title\.[a-z-]+)'/g)].map((match) => match[1] ?? '');
  const linked = causes.flatMap((cause) => [cause, ...titles].map((title) => lessonOf(cause, title)));
  const missing = linked.filter((name) => name !== undefined && !lessons.has(name));
  expect(missing).toEqual([]);
  expect(titles.length).toBeGreaterThan(3);
});

it('has a lesson for each name that a hang links to', () => {
  const folder = join(ROOT, 'src/main/diagnose/hangs');
  const named = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/lesson: '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !lessons.has(name))).toEqual([]);
});
