/** Rows 1 to 21 and 25, 26 of the fault matrix that are no crash: a worker that misbehaves, and lives on or is killed. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { WorkerLostError } from '../../../../src/main/multiprocessing';
import type { Report } from '../../../../src/shared/report';
import { MEBIBYTE, warm, WAYS } from './bulk-pool';
import { bystanders, crashes, library, type Outcome, underFault } from './fault-case';
import { expectNothingLeft, holdings, privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const fulfilled = (value: unknown): unknown => ({ status: 'fulfilled', value });

/** A file for a task to write to. To be made before the case, whose leak it would be. */
let nextNote = 0;
function noteFile(): string {
  nextNote += 1;
  const path = join(temporary.path, `notes-${nextNote}`);
  writeFileSync(path, '');
  return path;
}
const notesIn = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

describe('a worker that is killed', () => {
  it('at rest is replaced, and nothing is lost', async () => {
    await underFault({}, async (fault) => {
      await bystanders(fault);
      const victims = fault.pool.pids;
      for (const pid of victims) process.kill(pid, 'SIGKILL');
      await bystanders(fault);
      for (const pid of victims) await fault.seen((report) => report.type === 'process-joined' && report.pid === pid);
      expect(fault.pool.pids.filter((pid) => victims.includes(pid))).toEqual([]);
    });
  });

  it('amid its task fails this task alone, of twenty in flight', async () => {
    await underFault({}, async (fault) => {
      const others = bystanders(fault);
      const victim = fault.call('wait', 1e9);
      const submitted = fault.reports.find((report) => report.type === 'task-submitted' && report.label === 'wait');
      if (submitted?.type !== 'task-submitted') throw new TypeError('No such task');
      // The last to be submitted need not have begun when all others are back.
      const isStart = (report: Report): boolean => report.type === 'task-started' && report.task === submitted.task;
      await fault.seen(isStart);
      await others;
      const task = fault.reports.find(isStart);
      if (task?.type !== 'task-started') throw new TypeError('It has not started');
      process.kill(task.pid, 'SIGKILL');
      const outcome = await victim;
      // Anybody may send SIGKILL: no word of memory.
      const reason = { name: 'WorkerLostError', pid: task.pid, reason: 'signal', signal: 'SIGKILL' };
      expect(outcome).toMatchObject({ status: 'rejected', reason });
      expect(String((outcome as PromiseRejectedResult).reason)).not.toMatch(/memory/i);
    });
  });

  it.each(WAYS)('while the parent writes it a large argument does not hold the parent up: by %s', async (way) => {
    const bytes = new Uint8Array(16 * MEBIBYTE);
    await underFault({}, async (fault) => {
      for (let turn = 0; turn < 6; turn += 1) {
        if (way === 'copy') await warm(fault.pool);
        const calls = [fault.call('sizeOf', bytes), fault.call('sizeOf', bytes), fault.call('sizeOf', bytes)];
        // Turns of the event loop: the write has begun and has not ended.
        for (let wait = 0; wait < turn; wait += 1) await new Promise((resolve) => setImmediate(resolve));
        const [victim] = fault.pool.pids;
        if (victim !== undefined) process.kill(victim, 'SIGKILL');
        const outcomes = await Promise.all(calls);
        const lost = outcomes.filter(({ status }) => status === 'rejected');
        expect(lost.length).toBeLessThanOrEqual(1);
        for (const outcome of lost) expect(outcome).toMatchObject({ reason: { name: 'WorkerLostError' } });
      }
    });
  });
});

describe('a worker that is stopped', () => {
  it('holds up its own task only, and goes on where it was', async () => {
    const path = noteFile();
    await underFault({}, async (fault) => {
      await bystanders(fault);
      const running = fault.call('noteRun', path, 1, 50);
      await fault.seen((report) => report.type === 'task-submitted' && report.label === 'noteRun');
      const stopped = fault.pool.pids[0] ?? 0;
      process.kill(stopped, 'SIGSTOP');
      const others = bystanders(fault);
      process.kill(stopped, 'SIGCONT');
      await others;
      expect(await running).toEqual(fulfilled(1));
      expect(notesIn(path)).toEqual(['1']);
    });
  });
});

describe('a worker that is stopped in the midst of its task', () => {
  it('is told of, and goes on when it may', async () => {
    const warned = new Promise<Error>((resolve) => {
      const listen = (warning: Error): void => {
        if ('code' in warning && warning.code === 'JOINSCOPE_WORKER_STOPPED') resolve(warning);
      };
      process.on('warning', listen);
      onTestFinished(() => void process.off('warning', listen));
    });
    await underFault({ processes: 1 }, async (fault) => {
      const stopped = fault.call('stopSelf');
      const { message } = await warned;
      const [pid = 0] = fault.pool.pids;
      expect(message).toContain(`(pid ${pid}) is stopped`);
      process.kill(pid, 'SIGCONT');
      expect(await stopped).toEqual(fulfilled('went on'));
    });
  });
});

describe('a worker that is busy', () => {
  it('for seconds is not taken for dead, and runs its task once', async () => {
    const path = noteFile();
    await underFault({}, async (fault) => {
      const noted = fault.call('noteRun', path, 1, 0);
      const busy = fault.call('spin', 3000);
      await bystanders(fault, 50);
      expect(await busy).toEqual(fulfilled(3000));
      expect(await noted).toEqual(fulfilled(1));
      expect(notesIn(path)).toEqual(['1']);
    });
  });

  it('in an endless loop lets the others go on, and ends with the pool', async () => {
    await underFault({ endsPool: true }, async (fault) => {
      const endless = fault.call('crash', 'endless loop');
      await bystanders(fault);
      fault.pool.terminate();
      expect(await endless).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });

  it('in an endless loop of a function that used to be short gives up what waits behind it', async () => {
    await underFault({ endsPool: true }, async (fault) => {
      await Promise.all(Array.from({ length: 2000 }, () => fault.call('loopAt', 0)));
      const endless = fault.call('loopAt', -1);
      const others = await Promise.all(Array.from({ length: 400 }, () => fault.call('loopAt', 1)));
      expect(others).toEqual(others.map(() => fulfilled(1)));
      fault.pool.terminate();
      expect(await endless).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });

  it('with a promise that never settles lets the others go on, and ends with the pool', async () => {
    await underFault({ endsPool: true }, async (fault) => {
      const never = fault.call('never');
      await bystanders(fault);
      fault.pool.terminate();
      expect(await never).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });

  it('and ignores SIGTERM is killed in the end', async () => {
    const path = noteFile();
    await underFault({ endsPool: true, processes: 1 }, async (fault) => {
      const stubborn = fault.call('ignoreTerm', path);
      await expect.poll(() => notesIn(path), { timeout: 30_000 }).toEqual(['ready']);
      fault.pool.terminate();
      expect(await stubborn).toMatchObject({ reason: { name: 'PoolTerminatedError' } });
      await fault.pool.join();
    });
  });
});

describe('a task that throws', () => {
  it.each(['null', 'frozen', 'getter', 'proxy', 'circle'])('%s fails alone and costs no worker', async (kind) => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      const others = bystanders(fault);
      expect(await fault.call('throwHostile', kind)).toMatchObject({
        status: 'rejected',
        reason: { name: 'RemoteTaskError' },
      });
      await others;
      expect(await fault.call('pid')).toEqual(before);
    });
  });
});

describe('arguments and results', () => {
  it('that cannot be sent fail their own calls, of a hundred good ones and a hundred bad ones', async () => {
    await underFault({}, async (fault) => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      const bad = [() => 1, Symbol('bad'), proxy, { deep: [{ callback: () => 1 }] }, new WeakMap()];
      const calls = Array.from({ length: 200 }, (_, index) =>
        fault.call('echo', index % 2 === 0 ? index : bad[((index - 1) / 2) % bad.length]),
      );
      (await Promise.all(calls)).forEach((outcome, index) => {
        if (index % 2 === 0) expect(outcome).toEqual(fulfilled(index));
        else expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'NotCloneableError' } });
      });
    });
  });

  it('of a function or a proxy as result fail their own calls, and cost no worker', async () => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      const kinds = ['function', 'proxy', 'promise in a list', 'fine'];
      const outcomes = await Promise.all(kinds.map((kind) => fault.call('returnHostile', kind)));
      for (const outcome of outcomes.slice(0, -1)) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'NotCloneableError' } });
      }
      expect(outcomes.at(-1)).toEqual(fulfilled('fine'));
      expect(await fault.call('pid')).toEqual(before);
    });
  });

  it.each(WAYS)(
    'of 256 MiB arrive whole or are refused, and the memory comes back: by %s',
    async (way) => {
      const length = 256 * MEBIBYTE;
      await underFault({ processes: 1 }, async (fault) => {
        await bystanders(fault);
        if (way === 'copy') await warm(fault.pool);
        collectGarbage();
        const before = process.memoryUsage();
        await expectArrivesOrIsRefused(fault.call('sizeOf', new Uint8Array(length)), (value) => value === length);
        await expectArrivesOrIsRefused(
          fault.call('bytesOf', length),
          (value) => (value as Uint8Array).length === length,
        );
        const growth = (): number => {
          collectGarbage();
          const { external, heapUsed } = process.memoryUsage();
          return external + heapUsed - before.external - before.heapUsed;
        };
        await expect.poll(growth, { timeout: 10_000 }).toBeLessThan(50 * MEBIBYTE);
      });
    },
    120_000,
  );
});

describe('a task that writes into the channel to the parent', () => {
  it('answers for nobody with a message of its own', async () => {
    await underFault({ processes: 1 }, async (fault) => {
      const others = bystanders(fault);
      expect(await fault.call('forge', 'message')).toEqual(fulfilled('honest'));
      await others;
    });
  });
});

describe('a task that writes garbage into the channel to the parent', () => {
  it.each(['zeros', 'ones'])('fails at most itself and leaves no call open: %s', async (kind) => {
    await underFault({}, async (fault) => {
      const calls = [fault.call('forge', kind), fault.call('increment', 1), fault.call('increment', 2)];
      const [forger, ...others] = await Promise.all(calls);
      expect([fulfilled('honest'), { status: 'rejected', reason: expect.any(Error) as unknown }]).toContainEqual(
        forger,
      );
      expect(others).toEqual([fulfilled(2), fulfilled(3)]);
    });
  });
});

describe('a task that floods its output', () => {
  it.each(['stdout', 'stderr'])('of 64 MiB on %s does not fill the parent’s memory', async (stream) => {
    const before = holdings();
    const program = fork(new URL('fixtures/flood.mjs', import.meta.url), [library, crashes, stream], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const [{ growth, computed }] = (await once(program, 'message')) as [{ growth: number; computed: number[] }];
    await once(program, 'exit');
    expect(growth).toBeLessThan(64 * MEBIBYTE);
    expect(computed).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    await expectNothingLeft(before);
  });
});

describe('a task that writes bytes that are no text', () => {
  it('is read right, whatever the cuts', async () => {
    await underFault({ processes: 1 }, async (fault) => {
      const outcome = await fault.call('writeBytesAndExit');
      expect(outcome).toMatchObject({ reason: { name: 'WorkerLostError', exitCode: 3 } });
      const { stderrTail } = (outcome as PromiseRejectedResult).reason as WorkerLostError;
      expect(stderrTail).toBe('\u4f60\r\n\ufffd\0\u001b[31mred\n');
    });
  });
});

/** Keeps nothing of the value, which would be taken for a leak. */
async function expectArrivesOrIsRefused(call: Promise<Outcome>, isRight: (value: unknown) => boolean): Promise<void> {
  const outcome = await call;
  if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Error);
  else expect(isRight(outcome.value)).toBe(true);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
