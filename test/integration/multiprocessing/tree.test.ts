import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkedProject, type UserProject } from '../../support/user-project';

/** Functions that the programs below run in children. */
const TASKS = `
import { Process, currentProcess, parentProcess, isMainProcess } from 'joinscope';
import { writeSync } from 'node:fs';
export const say = (value) => writeSync(1, JSON.stringify(value) + '\\n');
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export async function sayLater(value, ms) { await wait(ms); say(value); }
export function spin() { for (;;); }
export async function sayAtSigterm(value) {
  process.once('SIGTERM', () => { say(value); process.exit(0); });
  say('ready');
  await wait(1e6);
}
export const whoAmI = () => say([currentProcess().name, parentProcess().name, isMainProcess(), currentProcess().daemon]);
export async function nest(depth) {
  await whoAmI();
  if (depth === 0) return;
  const child = new Process({ target: { module: import.meta.url, name: 'nest' }, args: [depth - 1] });
  await child.start();
  await child.join();
}
export async function startChild() {
  await new Process({ target: { module: import.meta.url, name: 'say' }, args: ['never'] }).start();
}
`;

const HEAD = `
import { Process, currentProcess, parentProcess, isMainProcess, activeChildren } from 'joinscope';
const module = new URL('./tasks.js', import.meta.url);
`;

describe('a program with processes', () => {
  let project: UserProject;

  beforeAll(() => {
    project = linkedProject();
    project.write({ 'tasks.js': TASKS });
  });
  afterAll(() => project.remove());

  async function run(
    program: string,
  ): Promise<{ readonly code: number | null; readonly lines: readonly unknown[]; readonly stderr: string }> {
    project.write({ 'program.js': HEAD + program });
    const { code, stdout, stderr } = await project.node('program.js');
    return {
      code,
      stderr,
      lines: stdout
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line)),
    };
  }

  it('waits at its end for children that are no daemons', async () => {
    const ran = await run(`
      await new Process({ module, target: 'sayLater', args: ['late', 300] }).start();
      console.log('"end"');
    `);
    expect(ran).toMatchObject({ code: 0, lines: ['end', 'late'], stderr: '' });
  });

  it('terminates daemons at its end, and gives them the time to say so', async () => {
    const ran = await run(`
      const daemon = new Process({ module, target: 'sayAtSigterm', args: ['bye'], daemon: true, output: 'pipe' });
      await daemon.start();
      daemon.stdout.on('data', (data) => process.stdout.write(data));
      const awake = setInterval(() => undefined, 1000); // A daemon and its output hold nothing.
      daemon.stdout.once('data', () => clearInterval(awake));
    `);
    expect(ran).toMatchObject({ code: 0, lines: ['ready', 'bye'], stderr: '' });
  });

  it('ends a daemon that cannot hear, in an endless loop', async () => {
    const ran = await run(`
      const daemon = new Process({ module, target: 'spin', daemon: true });
      await daemon.start();
      console.log(daemon.pid);
    `);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(() => process.kill(ran.lines[0] as number, 0)).toThrow('ESRCH');
  });

  it('waits for a daemon that it joins', async () => {
    const ran = await run(`
      const daemon = new Process({ module, target: 'sayLater', args: ['done', 200], daemon: true });
      await daemon.start();
      console.log(await daemon.join());
    `);
    expect(ran).toMatchObject({ code: 0, lines: ['done', 0], stderr: '' });
  });

  it.each(['process.exit(3)', "throw new Error('bad')"])('takes all children along by %s', async (end) => {
    const ran = await run(`
      const children = [false, true].map((daemon) => new Process({ module, target: 'spin', daemon }));
      for (const child of children) await child.start();
      console.log(JSON.stringify(children.map(({ pid }) => pid)));
      ${end}
    `);
    expect(ran.code).toBe(end.startsWith('throw') ? 1 : 3);
    for (const pid of ran.lines[0] as number[]) {
      await expect.poll(() => isGone(pid), { interval: 5, timeout: 5000 }).toBe(true);
    }
  });

  it('knows who is who, down the generations', async () => {
    const ran = await run(`
      const first = new Process({ module, target: 'nest', args: [2] });
      await first.start();
      await first.join();
      console.log(JSON.stringify([currentProcess().name, parentProcess() ?? null, isMainProcess(), activeChildren().length]));
    `);
    expect(ran).toMatchObject({
      code: 0,
      lines: [
        ['process-1', 'MainProcess', false, false],
        ['process-1:1', 'process-1', false, false],
        ['process-1:1:1', 'process-1:1', false, false],
        ['MainProcess', null, true, 0],
      ],
    });
  });

  it('does not let daemons have children', async () => {
    const ran = await run(`
      const daemon = new Process({ module, target: 'startChild', daemon: true });
      await daemon.start();
      console.log(await daemon.join());
    `);
    expect(ran).toMatchObject({ code: 0, lines: [1] });
    expect(ran.stderr).toContain('daemonic processes are not allowed to have children');
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
