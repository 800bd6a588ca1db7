/** Results of which the parent gets but a part. */
import { afterAll, describe, expect, it } from 'vitest';
import { MEBIBYTE, warm, WAYS } from './bulk-pool';
import { bystanders, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

/** The parent reads nothing meanwhile. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

describe.each(WAYS)('a worker that is killed amid its result, which goes by %s,', (way) => {
  it.each([1, 2, 3])('loses that task alone, turn %i', async () => {
    await underFault({}, async (fault) => {
      if (way === 'copy') await warm(fault.pool);
      const others = bystanders(fault);
      const large = fault.call('bytesOf', 16 * MEBIBYTE);
      await fault.seen((report) => report.type === 'task-submitted' && report.label === 'bytesOf');
      const submitted = fault.reports.find((report) => report.type === 'task-submitted' && report.label === 'bytesOf');
      const id = submitted?.type === 'task-submitted' ? submitted.task : -1;
      await fault.seen((report) => report.type === 'task-started' && report.task === id);
      const started = fault.reports.find((report) => report.type === 'task-started' && report.task === id);
      const pid = started?.type === 'task-started' ? started.pid : 0;
      // It writes what the pipe has room for, or waits until its memory is copied; if it is slower than that, it has written nothing.
      standStill(200);
      process.kill(pid, 'SIGKILL');
      expect(await large).toMatchObject({
        status: 'rejected',
        reason: { name: 'WorkerLostError', pid, signal: 'SIGKILL' },
      });
      await others;
    });
  });
});
