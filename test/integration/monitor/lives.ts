import { onTestFinished } from 'vitest';
import { openMonitor } from '../../../src/main/monitor';
import type { LifecycleEvent, LifecycleSource } from '../../../src/main/monitor/monitor';

/** The clock of the kernel's events. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6;

type EventOf<Type extends LifecycleEvent['type']> = Extract<LifecycleEvent, { readonly type: Type }>;

export interface Lives {
  readonly events: readonly LifecycleEvent[];
  readonly source: LifecycleSource;
  /** Resolves with the first event of a process that has this type, past or to come. */
  readonly awaitEvent: <Type extends LifecycleEvent['type']>(type: Type, pid: number) => Promise<EventOf<Type>>;
}

/** Every event of the machine from now to the test's end. */
export async function watchLives(options: { readonly mustPoll?: boolean } = {}): Promise<Lives> {
  const events: LifecycleEvent[] = [];
  const waiting = new Set<() => void>();
  const monitor = await openMonitor({ clock, ...options });
  onTestFinished(() => monitor.table.close());
  const source = await monitor.startLifecycle((event) => {
    events.push(event);
    for (const look of waiting) look();
  });
  onTestFinished(() => source.stop());

  function awaitEvent<Type extends LifecycleEvent['type']>(type: Type, pid: number): Promise<EventOf<Type>> {
    const isIt = (event: LifecycleEvent): event is EventOf<Type> =>
      event.type === type && 'pid' in event && event.pid === pid;
    return new Promise((resolve) => {
      const look = () => {
        const found = events.find(isIt);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }
  return { events, source, awaitEvent };
}
