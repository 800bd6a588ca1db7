/** The whole way, from a command to its verdicts, on real programs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRunService } from '../../../src/main/runs/create-run-service';
import type { Run } from '../../../src/main/runs/run';
import type { RunEvent } from '../../../src/shared/events';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';

async function start(...argv: readonly string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-runs-'));
  const service = createRunService({ version: '0.1.0', folder });
  onTestFinished(async () => {
    await service.stopAll();
    rmSync(folder, { recursive: true });
  });
  return service.startCommand({ argv: [...argv], cwd: '/', env: {}, shell: false });
}

async function runToItsEnd(...argv: readonly string[]): Promise<Run> {
  const run = await start(...argv);
  await run.ended;
  return run;
}

const runPython = (name: string) => runToItsEnd(python, fixture(`python/${name}.py`));

/** `name cause` of each process, in order of start. */
const causesOf = ({ model }: Run) => model.processes.map(({ name, verdict }) => `${name} ${verdict?.cause ?? 'none'}`);

const outputOf = ({ model }: Run) => model.output.entries.map(({ text }) => text);

/** The main program is called by the file name of its interpreter (python3.11). */
const MAIN = /^python3?(\.\d+)?/;
const causesOfChildren = (run: Run) => causesOf(run).filter((line) => !MAIN.test(line));

describe('a Python program with multiprocessing inside', () => {
  it('greets from a child that is joined', async () => {
    const run = await runPython('greet_and_join');
    expect(causesOf(run).map((line) => line.replace(MAIN, 'main'))).toEqual(['main ok', 'Process-1 ok']);
    const [main, child] = run.model.processes;
    expect(child?.joins).toEqual([expect.objectContaining({ byPid: main?.pid, finished: true })]);
    expect(outputOf(run)).toEqual(['hello bob', 'exit code 0']);
  });

  it('squares 0 to 9 in a pool of four', async () => {
    const run = await runPython('pool_squares');
    expect(causesOfChildren(run).map((line) => line.split(' ')[0])).toEqual([
      'ForkPoolWorker-1',
      'ForkPoolWorker-2',
      'ForkPoolWorker-3',
      'ForkPoolWorker-4',
    ]);
    expect(outputOf(run).join()).toContain('0, 1, 4, 9, 16, 25, 36, 49, 64, 81');
  });

  it('gets a string through a queue', async () => {
    const run = await runPython('queue_string');
    expect(causesOfChildren(run)).toEqual(['Process-1 ok']);
    expect(outputOf(run)).toEqual(['a string']);
  });

  it('has a child that raises ValueError, with its message and traceback', async () => {
    const run = await runPython('raises_value_error');
    expect(causesOfChildren(run)).toEqual(['Process-1 uncaught-exception']);
    expect(run.model.processes[1]?.verdict).toMatchObject({ confidence: 'certain' });
    expect(JSON.stringify(run.model.processes[1]?.verdict)).toContain('seven is not even');
    expect(outputOf(run)).toContain('ValueError: seven is not even');
  });

  it('has a child that leaves with status 3 of its own', async () => {
    const run = await runPython('exits_with_three');
    expect(causesOfChildren(run)).toEqual(['Process-1 exit-status']);
    expect(run.model.processes[1]?.exitCode).toBe(3);
  });

  it('has a child that its parent terminates, and says where', async () => {
    const run = await runPython('parent_terminates');
    expect(causesOfChildren(run)).toEqual(['Process-1 terminated-by-program']);
    const verdict = JSON.stringify(run.model.processes[1]?.verdict);
    expect(verdict).toContain('give_up');
    expect(verdict).toContain('parent_terminates.py');
  });

  it('has a child that a shell kills, which is no guess at memory', async () => {
    const run = await start(python, fixture('python/sleeps.py'));
    const pid = await new Promise<number>((resolve) => {
      const look = (events: readonly RunEvent[]) => {
        for (const event of events) {
          const found = event.type === 'log' ? /^child (\d+)$/.exec(event.text)?.[1] : undefined;
          if (found !== undefined) resolve(Number(found));
        }
      };
      run.onBatch(({ events }) => look(events));
      look(run.replay().events);
    });
    spawnSync('sh', ['-c', `kill -9 ${pid}`]);
    await run.ended;
    expect(causesOfChildren(run)).toEqual(['Process-1 signal']);
    const child = run.model.findProcess(pid);
    expect(child?.signal).toBe('SIGKILL');
    expect(child?.verdict?.ruledOut.map(({ id }) => id).join()).toMatch(/oom|memory/);
    expect(outputOf(run)).toContain('exit code -9');
  });

  it('has a child that outlives it', async () => {
    const run = await runPython('orphans');
    const [, child] = run.model.processes;
    expect(child?.orphanedTo).toBeGreaterThan(0);
    expect(child?.exitedMs).toBeGreaterThan(run.model.processes[0]?.exitedMs ?? Infinity);
  });

  it('writes characters in pieces, and bytes that are none', async () => {
    const run = await runPython('utf8_split');
    expect(outputOf(run)).toEqual(['é 進程 🐍', 'before \ufffd\ufffd\ufffd( after', 'torn \ufffd']);
  });
});

describe('a tree that is not Python', () => {
  it.each([
    ['xargs -P4', ['sh', fixture('shell/xargs_four.sh')]],
    ['make -j4', ['make', '-j4', '-f', fixture('shell/make_four.mk')]],
  ])('of %s shows each job with its exit code', async (_name, argv) => {
    const run = await runToItsEnd(...argv);
    const jobs = outputOf(run).flatMap((line) => /^job (\d+) of (\d+)$/.exec(line)?.slice(1, 3).map(Number) ?? []);
    const exits = Array.from({ length: jobs.length / 2 }, (_, index) => {
      const [job, pid = 0] = jobs.slice(2 * index);
      return [job, run.model.findProcess(pid)?.exitCode];
    });
    expect(exits.length).toBeGreaterThanOrEqual(5);
    for (const [job, code] of exits) expect([job, code]).toEqual([job, job === 5 ? 5 : 0]);
  });
});
