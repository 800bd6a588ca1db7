/**
 * When each pane of a run is drawn.
 *
 * Events arrive ten times a second, and drawing all that depends on them takes longer than a
 * person notices to wait for a key. So panes take turns: the one that is due longest comes first,
 * and as many more as fit into a small budget, by what each took the last time. What is cheap is
 * drawn together, and what is dear is spread over time, so no turn is long. After a while in
 * which nothing was drawn all of it fits into one turn: each turn is a picture of the whole window.
 */
import type { Milliseconds } from '../../shared/units';

/** Least time from the begin of one turn to that of the next. */
const BETWEEN: Milliseconds = 100;
/** Panes beyond the first are drawn in a turn only as long as all take no longer than this. */
const BUDGET: Milliseconds = 8;
/** As long as nothing has to have been drawn for a turn to take longer, and how long then. */
const STILL: Milliseconds = 1000;
const STILL_BUDGET: Milliseconds = 48;

export interface TurnsDeps {
  /** Monotonic. */
  readonly clock: () => Milliseconds;
  /** @returns its undoing. */
  readonly schedule: (act: () => void, delay: Milliseconds) => () => void;
}

/** One pane, as long as it is there. */
export interface Turn {
  drawnAt: Milliseconds;
  /** Of its last drawing. */
  cost: Milliseconds;
}

interface Waiting {
  readonly dueAt: Milliseconds;
  readonly draw: () => void;
}

export class Turns {
  readonly #deps: TurnsDeps;
  readonly #waiting = new Map<Turn, Waiting>();
  #lastAt = -Infinity;
  #planned: { readonly at: Milliseconds; readonly undo: () => void } | undefined;

  constructor(deps: TurnsDeps) {
    this.#deps = deps;
  }

  /** A pane that was just drawn for the first time. */
  enter(): Turn {
    return { drawnAt: this.#deps.clock(), cost: 0 };
  }

  /**
   * Draws a pane when it is its turn, at the earliest `rest` after it was drawn last.
   *
   * @returns takes it back; what was asked for before is taken back by asking again.
   */
  ask(turn: Turn, rest: Milliseconds, draw: () => void): () => void {
    const waiting = { dueAt: turn.drawnAt + rest, draw };
    this.#waiting.set(turn, waiting);
    this.#plan();
    return () => {
      if (this.#waiting.get(turn) === waiting) this.#waiting.delete(turn);
    };
  }

  #plan(): void {
    if (this.#waiting.size === 0) return;
    const now = this.#deps.clock();
    const due = Math.min(...[...this.#waiting.values()].map(({ dueAt }) => dueAt));
    const at = Math.max(now, due, this.#lastAt + BETWEEN);
    if (this.#planned !== undefined && this.#planned.at <= at) return;
    this.#planned?.undo();
    const undo = this.#deps.schedule(() => {
      this.#planned = undefined;
      this.#take();
      this.#plan();
    }, at - now);
    this.#planned = { at, undo };
  }

  #take(): void {
    const { clock } = this.#deps;
    const startedAt = clock();
    const budget = startedAt - this.#lastAt > STILL ? STILL_BUDGET : BUDGET;
    this.#lastAt = startedAt;
    const due = [...this.#waiting].filter(([, { dueAt }]) => dueAt <= startedAt + 1).sort(byDue);
    let planned = 0;
    for (const [turn, { draw }] of due) {
      planned += turn.cost;
      if (planned > budget && planned > turn.cost) return;
      // Drawing one may take another away, or ask anew for it.
      if (!this.#waiting.delete(turn)) continue;
      const before = clock();
      draw();
      turn.drawnAt = clock();
      turn.cost = turn.drawnAt - before;
    }
  }
}

type Entry = readonly [Turn, Waiting];
const byDue = ([, a]: Entry, [, b]: Entry): number => a.dueAt - b.dueAt;
