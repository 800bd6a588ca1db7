import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../src/main/make-folder';
import { whyRefused } from '../../../src/main/record/why-refused';

const root = mkdtempSync(join(tmpdir(), 'joinscope-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

const tried = (path: string): unknown => {
  try {
    makeFolder(path);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('makeFolder', () => {
  it('makes what is missing on the way, of the mode that is asked for', () => {
    makeFolder(join(root, 'a', 'b', 'c'), 0o700);
    expect(['a', 'a/b', 'a/b/c'].map((name) => statSync(join(root, name)).mode & 0o777)).toEqual([0o700, 0o700, 0o700]);
  });

  it('leaves one that is there as it is', () => {
    mkdirSync(join(root, 'there'));
    chmodSync(join(root, 'there'), 0o750);
    makeFolder(join(root, 'there'), 0o700);
    expect(statSync(join(root, 'there')).mode & 0o777).toBe(0o750);
  });

  it('refuses a name that a file has, and a place below a file', () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(tried(file)).toMatchObject({ code: 'EEXIST' });
    expect(whyRefused(tried(file), file).reason).toBe(`${file} is a file, and a folder was expected`);
    expect(whyRefused(tried(join(file, 'b', 'c')), '').reason).toBe(`${file} is a file, and a folder was expected`);
  });

  it.runIf(existsSync('/proc/self'))('comes to an end where no folder can be', () => {
    expect(tried('/proc/none/below')).toMatchObject({ code: 'ENOENT' });
  });
});
