/**
 * What every child process of the library is: a worker of a pool, or a process.
 *
 * It is built as one CommonJS file (`electron.vite.config.ts`), which Node starts with less
 * work than an ES module and what that imports; `launch.ts` runs it. So a child
 * may hold this library twice, here and as what the user's module imports; the two
 * understand each other: see `codec/crossing.ts`.
 */
import type { LoadPackage } from '../link/native';
import { importBy } from '../process/spawn-guard';
import { PipeChannel } from './parent-channel';
import { serve } from './serve';
import { endWithParent } from './watchdog';

/** What a text that was compiled from a cache cannot do for itself. */
interface Loaders {
  readonly load: (url: string) => Promise<unknown>;
  /**
   * Locks, queues and all that is shared: most children never see one. The library's own, so
   * that an object which arrives is of the class that the user's module imports.
   */
  readonly loadShared: () => Promise<unknown>;
  readonly loadPackage: LoadPackage;
}

export function startChild({ load, loadShared, loadPackage }: Loaders): void {
  importBy(load);
  serve({
    channel: new PipeChannel(loadShared, loadPackage),
    begin: ({ boundTo }) => endWithParent(boundTo),
    // The signal ends the process after it, as it would have at once.
    onTerminate: (tearDown) => {
      process.once('SIGTERM', () => void tearDown().finally(() => process.kill(process.pid, 'SIGTERM')));
    },
  });
}
