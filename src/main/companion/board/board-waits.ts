import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { Milliseconds, Pid } from '../../../shared/units';
import type { BoardReading } from './board-file';
import { OBJECT, OBJECTS, WAIT, WAIT_KINDS, WAITS } from './layout';
import type { BoardNames } from './names';

/** A shorter wait is counted, and not told. */
const WORTH_TELLING: Milliseconds = 50;

type WaitStarted = RunEventOf<'wait-started'>;

/** A wait that was told and has not been told to be over. */
interface ToldWait {
  readonly pid: Pid;
  readonly sinceMs: Milliseconds;
  readonly wait: WaitStarted['wait'];
  readonly object: string;
  readonly objectNumber: number;
}

interface Holder {
  readonly pid: Pid | null;
  readonly site: number;
}

/**
 * Who waits for what, held by whom: of two readings what has begun, ended and changed hands.
 *
 * The main thread of a process alone: what its other threads wait for does not keep it.
 */
export class BoardWaits {
  readonly #names: BoardNames;
  /** By record. */
  readonly #told = new Map<number, ToldWait>();
  /** What was told last, by object. */
  readonly #holders = new Map<string, string>();
  readonly #toMs: (seconds: number) => Milliseconds;

  /** @param toMs the run's time of a moment on the monotonic clock. */
  constructor(names: BoardNames, toMs: (seconds: number) => Milliseconds) {
    this.#names = names;
    this.#toMs = toMs;
  }

  take(reading: BoardReading, t: Milliseconds, isDead: (record: number) => boolean): RunEvent[] {
    const events: RunEvent[] = [];
    const { waits } = reading;
    for (let record = 0; record * WAITS.recordSize < waits.length; record += 1) {
      const base = record * WAITS.recordSize;
      if (at(waits, base, WAIT.thread) !== 0 || isDead(record)) continue;
      const since = at(waits, base, WAIT.since);
      const sinceMs = this.#toMs(since);
      const told = this.#told.get(record);
      if (told !== undefined && (since === 0 || told.sinceMs !== sinceMs)) {
        events.push(this.#end(record, told, Math.min(t, this.#toMs(at(waits, base, WAIT.ended)))));
      }
      if (since !== 0 && told?.sinceMs !== sinceMs && t - sinceMs >= WORTH_TELLING) {
        const started = this.#begin(record, reading, sinceMs);
        if (started !== undefined) events.push(started);
      }
    }
    return [...events, ...this.#changedHands(reading, t)];
  }

  /** The process is gone: so are its waits. */
  processEnded(pid: Pid, t: Milliseconds): RunEvent[] {
    return [...this.#told].filter(([, told]) => told.pid === pid).map(([record, told]) => this.#end(record, told, t));
  }

  /** Processes that wait for an object now. */
  waitersOf(object: string, wait: WaitStarted['wait']): readonly Pid[] {
    return [...this.#told.values()]
      .filter((told) => told.object === object && told.wait === wait)
      .map(({ pid }) => pid);
  }

  #begin(record: number, reading: BoardReading, sinceMs: Milliseconds): WaitStarted | undefined {
    const base = record * WAITS.recordSize;
    const objectNumber = at(reading.waits, base, WAIT.object);
    const wait = WAIT_KINDS[at(reading.waits, base, WAIT.kind)];
    const named = this.#names.find(objectNumber);
    if (wait === undefined || named === undefined) return undefined;
    const pid = at(reading.waits, base, WAIT.pid);
    const told: ToldWait = { pid, sinceMs, wait, object: named.label, objectNumber };
    this.#told.set(record, told);
    const seconds = at(reading.waits, base, WAIT.timeout);
    const holder = holderFor(reading, told);
    const place = holder.pid === null ? undefined : this.#names.placeOf(holder.pid, holder.site);
    return {
      type: 'wait-started',
      t: sinceMs,
      pid,
      wait,
      object: named.label,
      // -1 for none.
      ...(seconds >= 0 && { timeoutMs: seconds * 1000 }),
      ...(holder.pid !== null && holder.pid !== pid && { holderPid: holder.pid }),
      ...(holder.pid !== pid &&
        place !== undefined && {
          holderFile: place.file,
          holderLine: place.line,
          holderFunction: place.function,
        }),
    };
  }

  #end(record: number, { pid, sinceMs, wait, object }: ToldWait, t: Milliseconds): RunEvent {
    this.#told.delete(record);
    const end = Math.max(sinceMs, t);
    return { type: 'wait-ended', t: end, pid, wait, object, waitedMs: end - sinceMs };
  }

  /** Holders of what somebody waits for, where they are not those that were told last. */
  #changedHands(reading: BoardReading, t: Milliseconds): RunEvent[] {
    const events: RunEvent[] = [];
    const seen = new Set<string>();
    for (const told of this.#told.values()) {
      const key = `${told.wait} ${told.object}`;
      if (!HAS_HOLDER.has(told.wait) || seen.has(key)) continue;
      seen.add(key);
      const holder = holderFor(reading, told);
      const state = `${holder.pid} ${holder.site}`;
      if (this.#holders.get(key) === state) continue;
      this.#holders.set(key, state);
      const place = holder.pid === null ? undefined : this.#names.placeOf(holder.pid, holder.site);
      events.push({ type: 'lock-holder', t, wait: told.wait, object: told.object, holderPid: holder.pid, ...place });
    }
    return events;
  }
}

const HAS_HOLDER: ReadonlySet<WaitStarted['wait']> = new Set([
  'lock',
  'semaphore',
  'queue-get',
  'queue-put',
  'queue-flush',
] as const);

/**
 * Who keeps this one waiting: of a lock its holder, of a queue the process that holds the lock
 * of the same end (a pipe has one reader and one writer at a time).
 */
function holderFor({ objects }: BoardReading, { wait, objectNumber }: ToldWait): Holder {
  const own = objectNumber * OBJECTS.recordSize;
  const partner = at(objects, own, OBJECT.partner);
  const isWriting = wait === 'queue-put' || wait === 'queue-flush';
  const base = isWriting && partner !== 0 ? partner * OBJECTS.recordSize : own;
  if (!HAS_HOLDER.has(wait) || (isWriting && partner === 0)) return { pid: null, site: 0 };
  const pid = at(objects, base, OBJECT.holder);
  return pid === 0 ? { pid: null, site: 0 } : { pid, site: at(objects, base, OBJECT.holderSite) };
}

function at(values: Float64Array, base: number, field: number): number {
  return values[base + field] ?? 0;
}
