import { setImmediate as turn } from 'node:timers/promises';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Unsubscribe } from '../../shared/ipc/contract';
import type { RunModel } from '../../shared/model/run-model';
import type { RecordingHeader, RunBatch } from '../../shared/recording';
import type { RunId } from '../../shared/units';
import type { Run } from './run';
import { RunStream } from './run-stream';

/** Events handled before other work of this process gets its turn. */
const SLICE = 5000;

/** A recording that was opened: a run that has ended, delivered bit by bit. */
export class RecordedRun implements Run {
  readonly id: RunId;
  readonly title: string;
  readonly isLive = false;
  readonly path: string;
  readonly ended: Promise<RunEventOf<'run-ended'>>;
  readonly #stream: RunStream;
  #isClosed = false;

  /** @param events in the order of the file. */
  constructor(path: string, header: RecordingHeader, events: readonly RunEvent[]) {
    this.id = header.runId;
    this.title = header.title;
    this.path = path;
    this.#stream = new RunStream({ runId: this.id, title: this.title, isLive: false, path });
    this.ended = this.#deliver(events);
  }

  get model(): RunModel {
    return this.#stream.model;
  }

  onBatch(listener: (batch: RunBatch) => void): Unsubscribe {
    return this.#stream.onBatch(listener);
  }

  replay(): RunBatch {
    return this.#stream.replay();
  }

  /** It has ended long ago: what is stopped is the delivery. */
  stop(): void {
    this.#isClosed = true;
  }

  forwardSignal(): void {
    // Nobody is left to get it.
  }

  async #deliver(events: readonly RunEvent[]): Promise<RunEventOf<'run-ended'>> {
    for (let from = 0; from < events.length && !this.#isClosed; from += SLICE) {
      await turn();
      this.#stream.add(events.slice(from, from + SLICE));
      this.#stream.flush();
    }
    if (this.model.ended === undefined && !this.#isClosed) {
      // Cut off while it was written. Everybody downstream relies on an end.
      this.#stream.add([cutOff(this.model.now)]);
      this.#stream.flush();
    }
    return this.model.ended ?? cutOff(this.model.now);
  }
}

function cutOff(t: number): RunEventOf<'run-ended'> {
  return { type: 'run-ended', t, exitCode: null, signal: null, reason: 'companion-lost' };
}
