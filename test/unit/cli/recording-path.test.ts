import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { recordingPath } from '../../../src/main/cli/recording-path';

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
}

it('is a path where there is such a file, and else the name of one in the folder of recordings', () => {
  const kept = folderWith('a.joinscope', 'b.joinscope.part', 'package.json');
  const path = (given: string) => recordingPath(given, () => kept);
  for (const given of ['a', 'a.joinscope']) expect(path(given)).toBe(join(kept, 'a.joinscope'));
  for (const given of ['b', 'b.joinscope', 'b.joinscope.part'])
    expect(path(given)).toBe(join(kept, 'b.joinscope.part'));
  // The one that is here comes first; a path is never looked for elsewhere.
  expect(path('package.json')).toBe(resolve('package.json'));
  mkdirSync(join(kept, 'sub'));
  expect(path('none')).toBe(resolve('none'));
  expect(path('sub/a')).toBe(resolve('sub/a'));
});
