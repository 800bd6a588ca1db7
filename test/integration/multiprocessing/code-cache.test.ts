import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryFile } from '../../../src/main/entry-file';
import { tasksModule } from './open-pool';

const run = promisify(execFile);
const UNTIL_DONE = { timeout: 60_000 };

/** The library in a folder of its own, where nobody else's children leave anything. */
let home = '';
const built = (): string => join(home, 'out', 'main');
const caches = (): readonly string[] => readdirSync(built()).filter((name) => name.includes('.cache'));

async function computeAndClose(...flags: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const program = `
    const { Pool } = await import(${JSON.stringify(pathToFileURL(join(built(), 'library.js')).href)});
    const pool = new Pool({ module: ${JSON.stringify(tasksModule)}, processes: 1 });
    console.log(await pool.apply('square', [7]));
    pool.close();
    await pool.join();`;
  return run(process.execPath, [...flags, '--input-type=module', '-e', program], UNTIL_DONE);
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'joinscope-code-cache-'));
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  mkdirSync(built(), { recursive: true });
  cpSync(dirname(entryFile('library')), built(), { recursive: true, filter: (file) => !file.endsWith('.cache') });
});

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('what a child leaves of its compilation', () => {
  it('is there after the first, whole, and the next starts with it', async () => {
    expect(caches()).toEqual([]);
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
    expect(caches()).toEqual([expect.stringMatching(/^child-[0-9a-f]{16}-.+\.cache$/)]);
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
    expect(caches()).toHaveLength(1);
  });

  it('is not used where it was made with other flags, or is damaged', async () => {
    await expect(computeAndClose('--no-lazy')).resolves.toEqual({ stdout: '49\n', stderr: '' });
    for (const name of caches()) writeFileSync(join(built(), name), 'no code at all');
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
  });
});
