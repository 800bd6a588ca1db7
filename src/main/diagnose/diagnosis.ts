import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Milliseconds } from '../../shared/units';
import { type ClosedFile, isClosed } from './case-file';
import { Evidence } from './evidence';
import { judge } from './ladder';

/** Output and reports of a process arrive up to this long after its end. */
const LATE_EVIDENCE: Milliseconds = 2000;
/** A reading of the kernel's counters decides about any SIGKILL since the reading before it. */
const BETWEEN_READINGS: Milliseconds = 60_000;

/**
 * Says why each process of a run ended.
 *
 * Takes the run's events in order and returns verdict events. It has no clock and no memory
 * but the events, so a recording gets the verdicts that the live run got. When evidence comes
 * late, the verdict is judged anew, and a verdict event is returned only where it changed: the
 * newest verdict on a process replaces the older ones.
 */
export class Diagnosis {
  readonly #evidence = new Evidence();
  /** The verdict given last, as text to compare with. */
  readonly #given = new WeakMap<ClosedFile, string>();

  /** @returns new or changed verdicts, in order of the ends; mostly none. */
  apply(event: RunEvent): readonly RunEventOf<'verdict'>[] {
    if (event.type === 'verdict' || !this.#evidence.take(event)) return [];
    return this.#filesOf(event).flatMap((file) => this.#judge(file) ?? []);
  }

  /** The processes whose verdict may depend on this event. */
  #filesOf(event: RunEvent): readonly ClosedFile[] {
    const window = event.type === 'oom-counter' ? BETWEEN_READINGS : LATE_EVIDENCE;
    const recent = this.#evidence.endedSince(this.#evidence.now - window);
    const own = 'pid' in event && event.type !== 'log' ? this.#evidence.find(event.pid) : undefined;
    if (own === undefined || !isClosed(own) || recent.includes(own)) return recent;
    return [...recent, own];
  }

  #judge(file: ClosedFile): RunEventOf<'verdict'> | undefined {
    const verdict = judge(this.#evidence.situationOf(file));
    const text = JSON.stringify(verdict);
    // A pid that was given to another process meanwhile would name the wrong one.
    if (this.#given.get(file) === text || this.#evidence.find(file.pid) !== file) return undefined;
    this.#given.set(file, text);
    return { type: 'verdict', t: this.#evidence.now, pid: file.pid, verdict };
  }
}
