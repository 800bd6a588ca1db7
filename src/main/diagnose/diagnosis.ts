import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Milliseconds } from '../../shared/units';
import { type CaseFile, type ClosedFile, isClosed, lineageOf } from './case-file';
import { Evidence } from './evidence';
import { judge } from './ladder';

/** Output and reports of a process arrive up to this long after its end. */
const LATE_EVIDENCE: Milliseconds = 2000;
/** One companion is enough to see that a signal ended several at once. */
const MAX_COMPANIONS = 8;

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
    return [...this.#filesOf(event)].flatMap((file) => this.#judge(file) ?? []);
  }

  /** The processes whose verdict may depend on this event. */
  #filesOf(event: RunEvent): ReadonlySet<ClosedFile> {
    const files = new Set<ClosedFile>();
    const own = 'pid' in event && event.type !== 'log' ? this.#evidence.find(event.pid) : undefined;
    if (own !== undefined && isClosed(own)) files.add(own);
    for (const file of this.#relatedTo(event, own)) files.add(file);
    for (const file of this.#evidence.takeNewWriters()) files.add(file);
    return files;
  }

  /**
   * Others that an event of one process, or of the run, is about too. Only what can change is
   * looked at: a thousand processes that end at once must not each judge a thousand others.
   */
  #relatedTo(event: RunEvent, own: CaseFile | undefined): readonly ClosedFile[] {
    const recent = this.#evidence.endedSince(this.#evidence.now - LATE_EVIDENCE);
    switch (event.type) {
      case 'process-exited':
        return [
          ...recent.filter((file) => file.parent === own),
          // A last word of two that ended together is nobody's.
          ...recent.filter((file) => file !== own).slice(-1),
          ...recent.filter(({ exit }) => event.signal !== null && exit.signal === event.signal).slice(-MAX_COMPANIONS),
        ];
      case 'signal-sent':
        return recent.filter((file) => file.exit.signal === event.signal && isDescendant(file, own));
      case 'oom-counter':
        return this.#evidence.killedSinceReading();
      case 'pool-closed':
      case 'run-ended':
        return recent;
      default:
        return [];
    }
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

function isDescendant(file: ClosedFile, ancestor: CaseFile | undefined): boolean {
  if (ancestor !== undefined) for (const one of lineageOf(file)) if (one === ancestor) return true;
  return false;
}
