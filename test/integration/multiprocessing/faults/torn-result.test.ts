/** Results of which the parent gets but a part. */
import { afterAll, expect, it } from 'vitest';
import { bystanders, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const MEBIBYTE = 1024 * 1024;

/** The parent reads nothing meanwhile. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

it.each([1, 2, 3])('a worker that is killed amid its result loses that task alone, turn %i', async () => {
  await underFault({}, async (fault) => {
    const others = bystanders(fault);
    const large = fault.call('bytesOf', 16 * MEBIBYTE);
    await fault.seen((report) => report.type === 'task-submitted' && report.label === 'bytesOf');
    const submitted = fault.reports.find((report) => report.type === 'task-submitted' && report.label === 'bytesOf');
    const id = submitted?.type === 'task-submitted' ? submitted.task : -1;
    await fault.seen((report) => report.type === 'task-started' && report.task === id);
    const started = fault.reports.find((report) => report.type === 'task-started' && report.task === id);
    const pid = started?.type === 'task-started' ? started.pid : 0;
    // It writes what the pipe has room for, 64 KiB, and stands there; if it is slower than that, it has written nothing.
    standStill(200);
    process.kill(pid, 'SIGKILL');
    expect(await large).toMatchObject({
      status: 'rejected',
      reason: { name: 'WorkerLostError', pid, signal: 'SIGKILL' },
    });
    await others;
  });
});
