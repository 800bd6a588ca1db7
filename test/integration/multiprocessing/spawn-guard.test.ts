import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkedProject } from '../../support/user-project';

/** Each process that loads the file leaves a line; the file is what its children import. */
const TRACE = `
import { appendFileSync } from 'node:fs';
import { Pool, Process, isMainProcess } from 'joinscope';
export const work = (n) => n * 2;
appendFileSync(new URL('./loaded.txt', import.meta.url), process.pid + '\\n');
`;

const POOL = 'new Pool({ module: import.meta.url, processes: 2 })';
const PROCESS = "new Process({ module: import.meta.url, target: 'work', args: [1] })";

/** Programs without a guard, and how many processes may load them: the first, and its children. */
const UNGUARDED: readonly (readonly [name: string, text: string, loads: number])[] = [
  ['a process at the top level', `const p = ${PROCESS}; await p.start(); process.exitCode = await p.join();`, 2],
  ['a pool at the top level', `const pool = ${POOL}; await pool.apply('work', [1]);`, 3],
  [
    'a pool in an async function',
    `async function main() { const pool = ${POOL}; await pool.apply('work', [1]); } main();`,
    3,
  ],
  [
    'a pool in an async function that waits before it',
    `import { readFile } from 'node:fs/promises';
     async function main() { await readFile(new URL(import.meta.url)); await new Promise((r) => setTimeout(r, 20)); const pool = ${POOL}; await pool.apply('work', [1]); await new Promise((r) => setTimeout(r, 300)); await pool.apply('work', [1]); }
     main();`,
    3,
  ],
  [
    'a process in a timer',
    `setTimeout(async () => { const p = ${PROCESS}; await p.start(); process.exitCode = await p.join(); }, 20);`,
    2,
  ],
];

const GUARDED: readonly (readonly [name: string, text: string])[] = [
  [
    'if (isMainProcess())',
    `if (isMainProcess()) { const pool = ${POOL}; console.log(await pool.map('work', [1, 2])); pool.close(); await pool.join(); }`,
  ],
  [
    'the argument that Node was started with',
    `import { fileURLToPath } from 'node:url';
     if (process.argv[1] === fileURLToPath(import.meta.url)) { const pool = ${POOL}; console.log(await pool.map('work', [1, 2])); pool.close(); await pool.join(); }`,
  ],
];

describe('a program whose children import its main file', () => {
  async function run(text: string, more: Readonly<Record<string, string>> = {}) {
    const project = linkedProject();
    onTestFinished(() => project.remove());
    project.write({ 'main.js': TRACE + text, ...more });
    const said = await project.node('main.js');
    const loads = readFileSync(join(project.folder, 'loaded.txt'), 'utf8').trim().split('\n');
    return { ...said, loads: new Set(loads).size, pids: loads.map(Number) };
  }

  it.each(UNGUARDED)('is stopped in its first generation: %s', async (_, text, loads) => {
    const ran = await run(text);
    expect(ran.stderr).toContain('SpawnGuardError');
    expect(ran.stderr).toContain("import { isMainProcess } from 'joinscope'");
    expect(ran.stderr).toContain('if (isMainProcess()) await main();');
    expect(ran.code).not.toBe(0);
    expect(ran.loads).toBeLessThanOrEqual(loads);
    await expect.poll(() => ran.pids.filter(isAlive), { interval: 5, timeout: 5000 }).toEqual([]);
  });

  it('is stopped as well when another module of the children imports it', async () => {
    const ran = await run(
      `async function main() { await new Promise((r) => setTimeout(r, 20)); const p = new Process({ module: new URL('./tasks.js', import.meta.url), target: 'task' }); await p.start(); process.exitCode = await p.join(); }
       main();`,
      {
        'tasks.js':
          "import { work } from './main.js'; export const task = () => new Promise((r) => setTimeout(r, 500, work(1)));",
      },
    );
    expect(ran.stderr).toContain('SpawnGuardError');
    expect(ran.loads).toBe(2);
    await expect.poll(() => ran.pids.filter(isAlive), { interval: 5, timeout: 5000 }).toEqual([]);
  });

  it.each(GUARDED)('works with a guard: %s', async (_, text) => {
    await expect(run(text)).resolves.toMatchObject({ code: 0, stdout: '[ 2, 4 ]\n', stderr: '' });
  });

  it('lets targets in the main file start processes of their own', async () => {
    const ran = await run(`
      export async function parent(depth) {
        await new Promise((r) => setTimeout(r, 5));
        console.log('depth ' + depth);
        if (depth === 0) return;
        const p = new Process({ module: import.meta.url, target: 'parent', args: [depth - 1] });
        await p.start();
        await p.join();
      }
      if (isMainProcess()) await parent(2);
    `);
    expect(ran).toMatchObject({ code: 0, stdout: 'depth 2\ndepth 1\ndepth 0\n', stderr: '', loads: 3 });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
