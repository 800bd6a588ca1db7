import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readKeeping, writeKeeping } from '../../../src/main/runs/keeping';

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'joinscope-keeping-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

const usualIn = (folder: string) => ({
  folder,
  limits: { recordings: 100, size: 2_000_000_000 },
  recordingSize: 1_000_000_000,
});

it('keeps runs in the folder itself and by the usual limits unless something else was chosen', () => {
  const home = newHome();
  expect(readKeeping(home)).toEqual(usualIn(home));
  const chosen = { folder: '/elsewhere', limits: { recordings: 7, size: 5_000_000 }, recordingSize: 3_000_000 };
  writeKeeping(join(home, 'new'), chosen);
  expect(readKeeping(join(home, 'new'))).toEqual(chosen);
});

it.each(['', '[]', 'null', '{"folder":"relative","recordings":-1,"size":"much"}'])('takes nothing from %j', (text) => {
  const home = newHome();
  writeFileSync(join(home, 'keeping.json'), text);
  expect(readKeeping(home)).toEqual(usualIn(home));
});
