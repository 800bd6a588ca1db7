import type { RunEvent } from '../../shared/events';
import { Diagnosis } from './diagnosis';
import { HangDetection } from './hangs/hang-detection';

/** Says of a run why its processes end, and why they make no progress: events in, verdicts and hangs out. */
export class Judge {
  readonly #diagnosis = new Diagnosis();
  readonly #hangs = new HangDetection();

  apply(event: RunEvent): readonly RunEvent[] {
    return [...this.#diagnosis.apply(event), ...this.#hangs.apply(event)];
  }
}
