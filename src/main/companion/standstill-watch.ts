/**
 * Looks at processes that stopped running: what does each thread wait for, and who could end
 * that wait? Told as `standstill` events, from which hangs are found (`diagnose/hangs`).
 *
 * Only what stands still is looked at, and ever more rarely while it does: a program that
 * sleeps all day costs a look every ten seconds.
 */
import type { RunEvent } from '../../shared/events';
import type { SampleRow, ThreadWait } from '../../shared/readings';
import type { Milliseconds, Pid } from '../../shared/units';
import type { Relative } from '../monitor/monitor';

/** Shorter rests are no standstill. */
const FIRST_LOOK: Milliseconds = 900;
const SECOND_LOOK: Milliseconds = 400;
const LAST_INTERVAL: Milliseconds = 10_000;
/** More at once are a load test of sleepers: looking would cost more than it tells. */
const MAX_STILL = 256;

export interface StandstillPorts {
  /** Looks into these processes, at one moment; `family` are all living processes of the run. */
  readonly look: (still: readonly Pid[], family: readonly Relative[]) => ReadonlyMap<Pid, readonly ThreadWait[]>;
  readonly emit: (event: RunEvent) => void;
}

interface Still {
  /** What it had used when it was first seen to rest. */
  readonly effort: Effort;
  readonly since: Milliseconds;
  lookAt: Milliseconds;
  interval: Milliseconds;
  /** What was told last, as text to compare with. */
  told: string;
  /** Its only thread waits for a clock, or for somebody outside: nothing changes that until it has run. */
  isSettled: boolean;
}

type Effort = Pick<SampleRow, 'cpuMs' | 'voluntary' | 'involuntary'>;

export class StandstillWatch {
  readonly #ports: StandstillPorts;
  readonly #still = new Map<Pid, Still>();

  constructor(ports: StandstillPorts) {
    this.#ports = ports;
  }

  /** A relative ended: who waits for what may be another now. */
  changed(): void {
    for (const still of this.#still.values()) {
      if (still.isSettled) continue;
      still.lookAt = still.since + FIRST_LOOK;
      still.interval = SECOND_LOOK;
    }
  }

  /** Takes a sample of all living processes. */
  sampled(t: Milliseconds, rows: readonly SampleRow[], family: readonly Relative[]): void {
    this.#note(t, rows);
    if (this.#still.size > MAX_STILL) return;
    const still: [Pid, Still][] = [];
    for (const one of this.#still) if (!one[1].isSettled && t - one[1].since >= FIRST_LOOK) still.push(one);
    if (still.every(([, { lookAt }]) => lookAt > t)) return;
    // All of them together: who waits for whom must be true of one moment.
    const found = this.#ports.look(
      still.map(([pid]) => pid),
      family,
    );
    for (const [pid, one] of still) {
      one.lookAt = t + one.interval;
      one.interval = Math.min(LAST_INTERVAL, one.interval * 2);
      this.#tell(pid, t, found.get(pid) ?? []);
    }
  }

  #note(t: Milliseconds, rows: readonly SampleRow[]): void {
    const seen = new Set<Pid>();
    for (const row of rows) {
      const { pid, state } = row;
      if (state !== 'S' && state !== 'I') continue;
      seen.add(pid);
      const before = this.#still.get(pid);
      if (before !== undefined && isSameEffort(before.effort, row)) continue;
      this.#still.set(pid, {
        effort: row,
        since: t,
        lookAt: t + FIRST_LOOK,
        interval: SECOND_LOOK,
        told: '',
        isSettled: false,
      });
    }
    for (const pid of this.#still.keys()) if (!seen.has(pid)) this.#still.delete(pid);
  }

  #tell(pid: Pid, t: Milliseconds, threads: readonly ThreadWait[]): void {
    const still = this.#still.get(pid);
    const text = JSON.stringify(threads);
    if (still === undefined || threads.length === 0) return;
    const [first, ...others] = threads;
    still.isSettled = others.length === 0 && (first?.call === 'timer' || first?.call === 'accept');
    if (still.told === text) return;
    still.told = text;
    this.#ports.emit({ type: 'standstill', t, pid, threads: [...threads] });
  }
}

/** It has not run since (see `effortOf`, which is for those who keep it longer). */
function isSameEffort(before: Effort, { cpuMs, voluntary, involuntary }: Effort): boolean {
  return before.cpuMs === cpuMs && before.voluntary === voluntary && before.involuntary === involuntary;
}
