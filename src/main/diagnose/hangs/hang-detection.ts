import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { Milliseconds, Pid } from '../../../shared/units';
import { Facts } from './facts';
import type { Finding, HangRule } from './rule';
import { hangRules } from './rules';
import { stuckIn } from './stuck';

interface Told {
  readonly id: string;
  readonly rule: HangRule;
  readonly pids: readonly Pid[];
  /** When it was found last. */
  seenMs: Milliseconds;
  readonly sinceMs: Milliseconds;
  /** What was told last, as text to compare with. */
  text: string;
}

/** A member that moved a little and stands still again, as after a signal, is in the same hang. */
const RELAPSE: Milliseconds = 2500;

/**
 * Finds processes that cannot go on, while the program runs.
 *
 * Takes the run's events in order and returns `hang` and `hang-ended` events. Time comes with
 * the events, so a recording gets the hangs of the live run.
 */
export class HangDetection {
  readonly #facts = new Facts();
  readonly #told: Told[] = [];
  #count = 0;

  /** @returns mostly nothing. */
  apply(event: RunEvent): readonly RunEvent[] {
    if (event.type === 'hang' || event.type === 'hang-ended' || event.type === 'verdict') return [];
    this.#facts.take(event);
    if (event.type === 'process-exited') return this.#ended((told) => told.pids.includes(event.pid));
    if (event.type === 'run-ended') return this.#ended(() => true);
    if (event.type !== 'sample') return [];
    const found = this.#find();
    return [...found, ...this.#ended((told) => this.#hasMoved(told))];
  }

  #find(): readonly RunEvent[] {
    const stuck = stuckIn(this.#facts);
    const explained = new Set<Pid>();
    return hangRules.flatMap((rule) => {
      const findings = rule.find({ facts: this.#facts, stuck, explained });
      for (const { pids } of findings) for (const pid of pids) explained.add(pid);
      return findings.flatMap((finding) => this.#tell(rule, finding) ?? []);
    });
  }

  #tell(rule: HangRule, finding: Finding): RunEventOf<'hang'> | undefined {
    const { now } = this.#facts;
    const told = this.#toldOf(rule, finding);
    told.seenMs = now;
    const { pids, confidence, title, evidence, ruledOut, advice } = finding;
    // How long it lasts by now is no news.
    const text = JSON.stringify([pids, confidence, title.id, evidence.map(({ id }) => id)]);
    if (told.text === text) return undefined;
    told.text = text;
    return {
      type: 'hang',
      t: now,
      hang: told.id,
      kind: rule.kind,
      pids: [...pids],
      sinceMs: told.sinceMs,
      confidence,
      title,
      evidence: [...evidence],
      ruledOut: [...ruledOut],
      advice: [...advice],
      lesson: rule.lesson,
    };
  }

  /** The hang that this finding is about: a new one, or the one that was told of these processes before. */
  #toldOf(rule: HangRule, { pids }: Finding): Told {
    const known = this.#told.find((told) => told.rule === rule && told.pids.some((pid) => pids.includes(pid)));
    if (known !== undefined) return known;
    this.#count += 1;
    const moved = pids.map((pid) => this.#facts.parties.get(pid)?.movedMs ?? 0);
    const told = { id: `hang-${this.#count}`, rule, pids, seenMs: 0, sinceMs: Math.max(0, ...moved), text: '' };
    this.#told.push(told);
    return told;
  }

  /** Some member moved since, and it did not come back to the same standstill. */
  #hasMoved({ pids, seenMs }: Told): boolean {
    const { now, parties } = this.#facts;
    return now - seenMs > RELAPSE && pids.some((pid) => (parties.get(pid)?.movedMs ?? 0) >= seenMs);
  }

  #ended(isOver: (told: Told) => boolean): readonly RunEventOf<'hang-ended'>[] {
    const over = this.#told.filter(isOver);
    for (const told of over) this.#told.splice(this.#told.indexOf(told), 1);
    const { now } = this.#facts;
    return over.map(({ id, rule, pids, sinceMs }) => ({
      type: 'hang-ended',
      t: now,
      hang: id,
      kind: rule.kind,
      pids: [...pids],
      lastedMs: Math.max(0, now - sinceMs),
    }));
  }
}
