import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const library = (): string => pathToFileURL(join(built(), 'library.js')).href;
const caches = (): readonly string[] => readdirSync(built()).filter((name) => name.includes('.cache'));

async function computeAndClose(...flags: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const program = `
    const { Pool } = await import(${JSON.stringify(library())});
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

describe('what a program and its child leave of their compilation', () => {
  it('is not there after a program that only imports: the next ones would start with next to nothing', async () => {
    await run(process.execPath, ['--input-type=module', '-e', `import ${JSON.stringify(library())}`], UNTIL_DONE);
    expect(caches()).toEqual([]);
  });

  it('is there after the first, whole, and the next start with it', async () => {
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
    expect(caches()).toEqual([
      expect.stringMatching(/^child-[0-9a-f]{16}-.+\.cache$/),
      expect.stringMatching(/^library-[0-9a-f]{16}-.+\.cache$/),
    ]);
    const before = caches().map((name) => readFileSync(join(built(), name)));
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
    expect(caches().map((name) => readFileSync(join(built(), name)))).toEqual(before);
  });

  it('is not used where it was made with other flags, or is damaged', async () => {
    await expect(computeAndClose('--no-lazy')).resolves.toEqual({ stdout: '49\n', stderr: '' });
    for (const name of caches()) writeFileSync(join(built(), name), 'no code at all');
    await expect(computeAndClose()).resolves.toEqual({ stdout: '49\n', stderr: '' });
  });
});
