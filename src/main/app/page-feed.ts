import type { RunBatch } from '../../shared/recording';
import type { RunId } from '../../shared/units';
import { QuietGate } from './quiet-gate';

/** Events a page may have been sent and not handled: two seconds of the busiest run, some 10 MB. */
const MAX_IN_FLIGHT = 20_000;
/** Most events in one message: a page draws between two of them. */
const MAX_BATCH = 5000;

/** How a feed reaches its page, and the runs; a test passes a plain object. */
export interface FeedPort {
  readonly send: (batch: RunBatch) => void;
  /** The page answers with the number when it has handled all that was sent before. */
  readonly askPulse: (pulseNumber: number) => void;
  /** The whole of a run; `undefined` when it is not held any more. */
  readonly replayOf: (runId: RunId) => RunBatch | undefined;
}

/**
 * What happens in the runs, on its way to one page.
 *
 * Messages to a page that is busy would pile up in memory without end. So a page that has too
 * much before it gets nothing more of a run, and, once it has caught up, the run as a whole
 * again. A page that is loading gets nothing: it asks for each run when it listens. Of a live run
 * that rests it hears seldom (`quiet-gate.ts`).
 */
export class PageFeed {
  readonly #port: FeedPort;
  readonly #behind = new Set<RunId>();
  readonly #gates = new Map<RunId, QuietGate>();
  #isListening = false;
  #inFlight = 0;
  #sentSincePulse = 0;
  #pulse = 0;
  #isAwaiting = false;

  constructor(port: FeedPort) {
    this.#port = port;
  }

  /** The page can be sent to. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** The page has its listeners in place. */
  listen(): void {
    this.#isListening = true;
  }

  /** The page is being loaded, or is gone: what it was sent is gone with it. */
  reset(): void {
    this.#isListening = false;
    this.#behind.clear();
    this.#gates.clear();
    this.#inFlight = 0;
    this.#sentSincePulse = 0;
    this.#isAwaiting = false;
  }

  /**
   * New events of a run.
   *
   * @param isUrgent the page has to have them at once.
   */
  offer(offered: RunBatch, isUrgent = false): void {
    if (!this.#isListening || this.#behind.has(offered.runId)) return;
    if (this.#inFlight >= MAX_IN_FLIGHT) {
      this.#behind.add(offered.runId);
      return;
    }
    const batch = offered.isLive ? this.#gateOf(offered.runId).pass(offered, isUrgent) : offered;
    if (batch !== undefined) this.#send(batch);
  }

  /** A run is put away. */
  forget(runId: RunId): void {
    this.#gates.delete(runId);
  }

  #send(batch: RunBatch): void {
    this.#port.send(batch);
    this.#inFlight += batch.events.length;
    this.#sentSincePulse += batch.events.length;
    this.#requestPulse();
  }

  /**
   * The whole of a run, in parts that follow each other at once. It does not count as in
   * flight: else a run longer than the limit would be begun again and again.
   *
   * @returns false when the run is not held.
   */
  replay(runId: RunId): boolean {
    // Marked first: taking the replay delivers what waits, which the replay has as well.
    this.#behind.add(runId);
    const whole = this.#port.replayOf(runId);
    this.#behind.delete(runId);
    if (whole === undefined) return false;
    this.#gates.get(runId)?.drop();
    for (const part of partsOf(whole)) this.#port.send(part);
    return true;
  }

  /** The page has handled what it was sent before a pulse. */
  taken(pulseNumber: number): void {
    if (!this.#isAwaiting || pulseNumber !== this.#pulse) return;
    this.#isAwaiting = false;
    this.#inFlight = this.#sentSincePulse;
    for (const runId of [...this.#behind]) this.replay(runId);
    if (this.#inFlight > 0) this.#requestPulse();
  }

  #gateOf(runId: RunId): QuietGate {
    const gate = this.#gates.get(runId) ?? new QuietGate();
    this.#gates.set(runId, gate);
    return gate;
  }

  #requestPulse(): void {
    if (this.#isAwaiting) return;
    this.#isAwaiting = true;
    this.#sentSincePulse = 0;
    this.#pulse += 1;
    this.#port.askPulse(this.#pulse);
  }
}

function partsOf(batch: RunBatch): readonly RunBatch[] {
  const count = Math.max(1, Math.ceil(batch.events.length / MAX_BATCH));
  return Array.from({ length: count }, (_, part) => {
    const from = part * MAX_BATCH;
    return { ...batch, firstIndex: batch.firstIndex + from, events: batch.events.slice(from, from + MAX_BATCH) };
  });
}
