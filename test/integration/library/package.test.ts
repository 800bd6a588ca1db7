import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installedProject, type UserProject } from '../../support/user-project';

const root = join(import.meta.dirname, '..', '..', '..');

const TASKS = `
export const square = (n: number): number => n * n;
export const greet = (name: string): string => 'hello ' + name;
`;

const TYPED = `
import { join } from 'node:path';
import { Pool, Process, RemoteTaskError } from 'joinscope';

const pool = new Pool<typeof import('./tasks.js')>({ module: join(import.meta.dirname, 'tasks.js'), processes: 2 });
const squares: number[] = await pool.map('square', [1, 2, 3]);
const greeting: string = await pool.apply('greet', ['Ada']);
// @ts-expect-error: a number is no name
const wrong: unknown = pool.apply('greet', [1]).catch((error: RemoteTaskError) => error);
await wrong;
pool.close();
await pool.join();
const child = new Process({ module: join(import.meta.dirname, 'tasks.js'), target: 'square', args: [2] });
await child.start();
const code: number | undefined = await child.join();
console.log(JSON.stringify({ squares, greeting, code }));
`;

const PLAIN = `
import { Pool } from 'joinscope';
const pool = new Pool({ module: new URL('./tasks.js', import.meta.url), processes: 1 });
console.log(await pool.apply('square', [7]));
pool.terminate();
await pool.join();
`;

const COMMON = `
const { Process } = require('joinscope');
const { join } = require('node:path');
const child = new Process({ module: join(__dirname, 'tasks.js'), target: 'square', args: [2] });
child.start().then(() => child.join()).then((code) => console.log(code));
`;

const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--types', 'node'];

describe('the installed package', () => {
  let user: UserProject;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'scripts', 'library-types.mjs')]);
    user = await installedProject();
    user.write({ 'tasks.ts': TASKS, 'typed.ts': TYPED, 'plain.js': PLAIN, 'common.cjs': COMMON });
    return () => user.remove();
  }, 180_000);

  it('compiles and runs a TypeScript program, the library’s declarations checked too', async () => {
    const compiled = await user.tsc(...strict, '--module', 'nodenext', 'typed.ts', 'tasks.ts');
    expect(compiled).toMatchObject({ code: 0, stdout: '' });
    const ran = await user.node('typed.js');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toEqual({ squares: [1, 4, 9], greeting: 'hello Ada', code: 0 });
    await expect(user.node('plain.js')).resolves.toMatchObject({ code: 0, stdout: '49\n', stderr: '' });
  }, 180_000);

  it('is found by the compiler as bundlers resolve modules', async () => {
    const checked = await user.tsc(
      '--noEmit',
      ...strict,
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      'typed.ts',
    );
    expect(checked).toMatchObject({ code: 0, stdout: '' });
  }, 180_000);

  it('can be required where Node requires ES modules', async () => {
    const { code, stdout } = await user.node('--no-warnings', 'common.cjs');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '0\n' });
  });

  it('loads neither Electron nor zod, nor any package', () => {
    const home = join(user.folder, 'node_modules', 'joinscope', 'out', 'main');
    const entries = ['library.js', 'library.cjs', 'worker.cjs', 'child.cjs', 'thread.js'];
    for (const file of entries.flatMap((entry) => [...reachable(home, entry)])) {
      const text = readFileSync(join(home, file), 'utf8');
      expect(importsOf(text).filter((name) => !name.startsWith('.') && !name.startsWith('node:'))).toEqual([]);
      expect(text, file).not.toMatch(/ZodError|discriminatedUnion/);
    }
    expect(readdirSync(home)).toContain('library.js');
  });
});

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\()"([^"\n]+)"/g)].map(([, name = '']) => name);
}

/** Files that loading one of them loads. */
function reachable(home: string, entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const folder = file.includes('/') ? 'chunks' : '.';
    for (const name of importsOf(readFileSync(join(home, file), 'utf8'))) {
      if (name.startsWith('.')) waiting.push(join(folder, name));
    }
  }
  return found;
}
