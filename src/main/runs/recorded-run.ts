import { setImmediate as turn } from 'node:timers/promises';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Unsubscribe } from '../../shared/ipc/contract';
import type { RunModel } from '../../shared/model/run-model';
import { reasonOf } from '../../shared/outcome';
import type { RunBatch } from '../../shared/recording';
import type { RunId } from '../../shared/units';
import type { Run } from './run';
import { RunStream } from './run-stream';

/** Events handled before other work of this process gets its turn. */
const SLICE = 5000;

/** What is known before the first event. */
export interface RecordingFacts {
  readonly id: RunId;
  readonly title: string;
  readonly path: string;
}

/** A recording that was opened: a run that has ended, delivered bit by bit. */
export class RecordedRun implements Run {
  readonly id: RunId;
  readonly title: string;
  readonly isLive = false;
  readonly path: string;
  readonly ended: Promise<RunEventOf<'run-ended'>>;
  readonly #stream: RunStream;
  #isClosed = false;

  /** @param blocks the events in the order of the file. */
  constructor({ id, title, path }: RecordingFacts, blocks: AsyncIterable<readonly RunEvent[]>) {
    this.id = id;
    this.title = title;
    this.path = path;
    this.#stream = new RunStream({ runId: id, title, isLive: false, path });
    this.ended = this.#deliver(blocks);
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

  act(): void {
    // Its processes have ended long ago.
  }

  measure(): void {
    // A recording holds what was measured, and nothing more.
  }

  forwardSignal(): void {
    // Nobody is left to get it.
  }

  async #deliver(blocks: AsyncIterable<readonly RunEvent[]>): Promise<RunEventOf<'run-ended'>> {
    try {
      for await (const block of blocks) {
        await this.#addInSlices(block);
        if (this.#isClosed) break;
      }
    } catch (error) {
      // The part that could be read stays open, and says that it is a part.
      const values = { ...reasonOf(error), path: this.path };
      this.#stream.add([{ type: 'notice', t: this.model.now, level: 'error', id: 'recording-unreadable', values }]);
    }
    const end = this.model.ended ?? cutOff(this.model.now);
    // Cut off while it was written. Everybody downstream relies on an end.
    if (this.model.ended === undefined) this.#stream.add([end]);
    this.#stream.flush();
    return end;
  }

  async #addInSlices(block: readonly RunEvent[]): Promise<void> {
    for (let from = 0; from < block.length && !this.#isClosed; from += SLICE) {
      await turn();
      this.#stream.add(block.slice(from, from + SLICE));
      this.#stream.flush();
    }
  }
}

function cutOff(t: number): RunEventOf<'run-ended'> {
  return { type: 'run-ended', t, exitCode: null, signal: null, reason: 'companion-lost' };
}
