/** Processes as real CPython has them: see test/parity/golden.py. */
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  activeChildren,
  currentProcess,
  parentProcess,
  Process,
  type ProcessSettings,
  Queue,
  wait,
} from '../../../src/main/multiprocessing';
import { errorOf, expectAsPython, golden, python } from './golden';
import { tasksModule } from './open-pool';

const parityTasks = new URL('./fixtures/parity-tasks.mjs', import.meta.url);

function created(
  target: string,
  args: readonly unknown[] = [],
  options: ProcessSettings<readonly unknown[]> = {},
): Process {
  const child = new Process({ ...options, module: parityTasks, target, args });
  onTestFinished(() => child[Symbol.asyncDispose]());
  return child;
}

async function started(
  target: string,
  args: readonly unknown[] = [],
  options: ProcessSettings<readonly unknown[]> = {},
) {
  const child = created(target, args, options);
  await child.start();
  return child;
}

const ENDS: Readonly<Record<string, readonly [string, readonly unknown[]]>> = {
  returns: ['echo', []],
  'returns a value': ['echo', [5]],
  'exits with 0': ['exit', [0]],
  'exits with 3': ['exit', [3]],
  'exits with 255': ['exit', [255]],
  'exits with 256': ['exit', [256]],
  'exits with -1': ['exit', [-1]],
  'exits at once with 7': ['complainAndExit', [7]],
  throws: ['fail', [3]],
  SIGTERM: ['signalSelf', ['SIGTERM']],
  SIGKILL: ['signalSelf', ['SIGKILL']],
  SIGINT: ['signalSelf', ['SIGINT']],
  SIGABRT: ['abort', []],
  SIGSEGV: ['signalSelf', ['SIGSEGV']],
  SIGUSR2: ['signalSelf', ['SIGUSR2']],
};

describe(`as CPython ${python}`, () => {
  it('has an end for every exit code', () => {
    expect(Object.keys(ENDS).sort()).toEqual(Object.keys(golden('exit codes') as object).sort());
  });

  it.each(Object.entries(ENDS))('has the exit code of a child that %s', async (name, [target, args]) => {
    const child = new Process({ module: tasksModule, target, args, output: 'pipe' });
    onTestFinished(() => child[Symbol.asyncDispose]());
    await child.start();
    child.stderr?.resume();
    expect(await child.join()).toBe((golden('exit codes') as Readonly<Record<string, number>>)[name]);
  });

  it('knows nothing of a child before its start', async () => {
    const child = created('nothing');
    const ours = {
      pid: child.pid,
      'exit code': child.exitCode,
      alive: child.isAlive(),
      join: await errorOf(() => child.join()),
      sentinel: await errorOf(() => child.sentinel),
    };
    expectAsPython(ours, 'before the start');
  });

  it('leaves a child alone whose join times out', async () => {
    const child = await started('wait', [60_000]);
    const ours = {
      returned: await child.join(20),
      alive: child.isAlive(),
      'exit code': child.exitCode,
      'second start': await errorOf(() => child.start()),
      close: await errorOf(() => child.close()),
    };
    child.terminate();
    await child.join();
    await child.join(0);
    const then = { 'then alive': child.isAlive(), 'then exit code': child.exitCode };
    expectAsPython({ ...ours, ...then }, 'a join that times out');
  });

  it('kills, and waits for many', async () => {
    const [isQuickFirst, none, both] = golden('waiting for many') as readonly [boolean, readonly unknown[], number];
    const slow = await started('wait', [60_000]);
    const quick = await started('nothing');
    const first = await wait([slow.sentinel, quick.sentinel]);
    expect(first.length === 1 && first[0] === quick.sentinel).toBe(isQuickFirst);
    await expect(wait([slow.sentinel], { timeout: 20 })).resolves.toEqual(none);
    slow.kill();
    expect(await slow.join()).toBe(golden('kill'));
    await expect(wait([slow.sentinel, quick.sentinel])).resolves.toHaveLength(both);
  });

  it('answers nothing but its name after close', async () => {
    const child = await started('nothing');
    await child.join();
    child.close();
    child.close();
    const ours = {
      alive: await errorOf(() => child.isAlive()),
      'exit code': await errorOf(() => child.exitCode),
      pid: await errorOf(() => child.pid),
      join: await errorOf(() => child.join()),
      terminate: await errorOf(() => child.terminate()),
      start: await errorOf(() => child.start()),
    };
    expectAsPython(ours, 'after close', ['name']);
    expect(child.name).toMatch(/^process-\d+$/);
  });

  it('has daemons, which start no children', async () => {
    const answers = new Queue<string | null>();
    const child = await started('startAChild', [answers], { daemon: true });
    await child.join();
    const set = await errorOf(() => (child.daemon = false));
    const refused = await answers.get();
    const ours = {
      default: created('nothing').daemon,
      'set after the start': set,
      // By name: it crossed from the child.
      'child of a daemon': refused === 'ProcessStateError' ? set : refused,
    };
    expectAsPython(ours, 'daemons');
  });

  it('lists the children that live', async () => {
    const before = activeChildren().length;
    const child = created('wait', [60_000]);
    const unstarted = activeChildren().length;
    await child.start();
    const during = activeChildren().includes(child);
    child.kill();
    await child.join();
    expect([before, unstarted, during, activeChildren().length]).toEqual(golden('active children'));
  });

  it('knows who is who', async () => {
    const answers = new Queue<unknown[]>();
    const child = await started('tellNames', [answers], { name: 'worker' });
    const [name, parent, grandchild, isDaemon] = await answers.get();
    await child.join();
    const theirs = (golden('who is who') as { readonly child: readonly unknown[] }).child;
    // Python counts processes into the name of a grandchild whose parent was named; ours counts within the parent.
    expect(grandchild).toBe('process-1');
    const ours = {
      child: [name, parent, theirs[2], isDaemon],
      main: currentProcess().name,
      'parent of main': parentProcess(),
    };
    expectAsPython(ours, 'who is who');
  });
});
