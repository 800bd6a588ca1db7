/** Who waits for what now: the waits and joins that were told to begin and not to end. */
import type { RunEvent, RunEventOf, WaitKind } from '../events';
import type { Milliseconds, Pid } from '../units';

export interface OpenWait {
  readonly pid: Pid;
  readonly kind: 'join' | WaitKind;
  /** Name of the queue, lock or pipe; empty for a join. */
  readonly object: string;
  /** The process that a join waits for. */
  readonly childPid: Pid | undefined;
  readonly since: Milliseconds;
  /** After which a join gives up. */
  readonly timeoutMs: Milliseconds | undefined;
}

type WaitEvent = RunEventOf<'wait-started' | 'wait-ended' | 'join-started' | 'join-returned' | 'process-exited'>;

const WAIT_EVENTS: ReadonlySet<RunEvent['type']> = new Set<WaitEvent['type']>([
  'wait-started',
  'wait-ended',
  'join-started',
  'join-returned',
  'process-exited',
]);

export function isWaitEvent(event: RunEvent): event is WaitEvent {
  return WAIT_EVENTS.has(event.type);
}

/** A process may wait several times at once, a thread each. */
export class OpenWaits {
  readonly #byPid = new Map<Pid, OpenWait[]>();
  readonly #counts = new Map<OpenWait['kind'], number>();

  /** How many there are of each kind. */
  get counts(): ReadonlyMap<OpenWait['kind'], number> {
    return this.#counts;
  }

  /** Those that began first come first. */
  get all(): readonly OpenWait[] {
    return [...this.#byPid.values()].flat().sort((a, b) => a.since - b.since);
  }

  get size(): number {
    let size = 0;
    for (const waits of this.#byPid.values()) size += waits.length;
    return size;
  }

  apply(event: WaitEvent): void {
    switch (event.type) {
      case 'wait-started':
        return this.#add({
          pid: event.pid,
          kind: event.wait,
          object: event.object,
          childPid: undefined,
          since: event.t,
          timeoutMs: undefined,
        });
      case 'wait-ended':
        return this.#remove(event.pid, ({ kind, object }) => kind === event.wait && object === event.object);
      case 'join-started':
        return this.#add({
          pid: event.pid,
          kind: 'join',
          object: '',
          childPid: event.childPid,
          since: event.t,
          timeoutMs: event.timeoutMs,
        });
      case 'join-returned':
        return this.#remove(event.pid, ({ kind, childPid }) => kind === 'join' && childPid === event.childPid);
      default:
        for (const { kind } of this.#byPid.get(event.pid) ?? []) this.#count(kind, -1);
        this.#byPid.delete(event.pid);
    }
  }

  #add(wait: OpenWait): void {
    this.#count(wait.kind, 1);
    const known = this.#byPid.get(wait.pid);
    if (known === undefined) this.#byPid.set(wait.pid, [wait]);
    else known.push(wait);
  }

  #remove(pid: Pid, fits: (wait: OpenWait) => boolean): void {
    const waits = this.#byPid.get(pid);
    const place = waits?.findLastIndex(fits) ?? -1;
    if (waits === undefined || place < 0) return;
    for (const { kind } of waits.splice(place, 1)) this.#count(kind, -1);
    if (waits.length === 0) this.#byPid.delete(pid);
  }

  #count(kind: OpenWait['kind'], by: 1 | -1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + by);
  }
}
