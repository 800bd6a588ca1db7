/**
 * Entry of every child process that the library starts: a worker of a pool, or a process.
 *
 * It is built as one CommonJS file (`electron.vite.config.ts`), because Node needs a quarter
 * less of its time to start one than to start an ES module and what that imports. So a child
 * may hold this library twice, here and as what the user's module imports; the two
 * understand each other: see `codec/crossing.ts`.
 */
import { PipeChannel } from './parent-channel';
import { serve } from './serve';
import { endWithParent } from './watchdog';

serve({
  // Locks, queues and all that is shared: most children never see one. The library's own, so
  // that an object which arrives is of the class that the user's module imports.
  channel: new PipeChannel(() => import('../sync/crossings')),
  begin: ({ boundTo }) => endWithParent(boundTo),
  // The signal ends the process after it, as it would have at once.
  onTerminate: (tearDown) => {
    process.once('SIGTERM', () => void tearDown().finally(() => process.kill(process.pid, 'SIGTERM')));
  },
});
