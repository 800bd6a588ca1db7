import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutputFile } from '../../../src/main/cli/output-file';

describe('openOutputFile', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'joinscope-output-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves the old file alone until the new one is whole', async () => {
    const path = join(folder, 'summary.json');
    writeFileSync(path, 'old');
    const output = await openOutputFile(path);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await output.write('new');
    expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['summary.json'], 'new']);
  });

  it('leaves nothing behind when it is discarded', async () => {
    await (await openOutputFile(join(folder, 'summary.json'))).discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a folder that is not there', async () => {
    const refused = openOutputFile(join(folder, 'none', 'summary.json'));
    await expect(refused).rejects.toMatchObject({
      key: 'outputNoFolder',
      exitCode: 125,
      values: { folder: join(folder, 'none') },
    });
  });

  it('refuses a folder as a file', async () => {
    mkdirSync(join(folder, 'dir'));
    await expect(openOutputFile(join(folder, 'dir'))).rejects.toMatchObject({ key: 'outputIsFolder' });
  });

  it('refuses what the system refuses, with its reason', async () => {
    writeFileSync(join(folder, 'file'), '');
    const refused = openOutputFile(join(folder, 'file', 'summary.json'));
    await expect(refused).rejects.toMatchObject({ exitCode: 125 });
  });

  it('writes to a device directly', async () => {
    await (await openOutputFile('/dev/null')).write('x');
  });
});
