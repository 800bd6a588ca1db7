import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keepAsideIfDamaged } from '../../../src/main/app/keep-aside';

function file(content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-keep-aside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'settings.json');
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

describe('a file of settings', () => {
  it.each(['', '{"theme": "dark"', '[]', 'null'])('that holds %o is kept aside', (content) => {
    const path = file(content);
    const kept = keepAsideIfDamaged(path);
    expect(kept).toBe(`${path}.damaged`);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(content);
  });

  it.each([undefined, '{}', '{"theme":"dark"}'])('that is %o is left alone', (content) => {
    const path = file(content);
    expect(keepAsideIfDamaged(path)).toBeUndefined();
    expect(existsSync(`${path}.damaged`)).toBe(false);
  });
});
