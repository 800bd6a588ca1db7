import type { WaitKind } from '../events';
import type { Milliseconds } from '../units';
import type { Span } from './process-row';

/** Spans kept a process: more than a lane has pixels. */
export const MAX_SPANS = 4000;
const FIRST_ROOM = 8;

const KINDS: Readonly<Record<Span['kind'], number>> = {
  task: 0,
  join: 1,
  result: 2,
  'queue-get': 3,
  'queue-put': 4,
  'queue-flush': 5,
  pipe: 6,
  'pipe-send': 7,
  event: 8,
  condition: 9,
  barrier: 10,
  lock: 11,
  semaphore: 12,
} satisfies Record<'task' | 'join' | WaitKind, number>;

const OUTCOMES = { finished: 1, failed: 2, lost: 3 } as const;
const OUTCOME_COUNT = 4;

/** Every kind with every outcome has a number of its own. */
function codeOf({ kind, outcome }: Pick<Span, 'kind' | 'outcome'>): number {
  return KINDS[kind] * OUTCOME_COUNT + (outcome === undefined ? 0 : OUTCOMES[outcome]);
}

/** For a table by code: of each span kind with each outcome. */
export function byCode<Value>(valueOf: (span: Pick<Span, 'kind' | 'outcome'>) => Value): readonly Value[] {
  const values: Value[] = [];
  for (const kind of Object.keys(KINDS) as Span['kind'][]) {
    values[codeOf({ kind })] = valueOf({ kind });
    for (const outcome of ['finished', 'failed', 'lost'] as const) {
      values[codeOf({ kind, outcome })] = valueOf({ kind, outcome });
    }
  }
  return values;
}

/**
 * The spans of one process in the order in which they were told, and beside them their times and
 * kinds as columns of numbers: a picture goes through ten thousands of spans for each frame, and
 * looks at few of them nearer.
 */
export class SpanLog {
  readonly #spans: Span[] = [];
  #from = new Float64Array(FIRST_ROOM);
  /** `NaN` while it lasts. */
  #to = new Float64Array(FIRST_ROOM);
  #codes = new Uint8Array(FIRST_ROOM);

  /** The newest last; the oldest were dropped where there were more than {@link MAX_SPANS}. */
  get all(): readonly Readonly<Span>[] {
    return this.#spans;
  }

  get length(): number {
    return this.#spans.length;
  }

  fromAt(place: number): Milliseconds {
    return this.#from[place] ?? NaN;
  }

  /** @returns `NaN` of one that lasts. */
  toAt(place: number): Milliseconds {
    return this.#to[place] ?? NaN;
  }

  /** @param open the end of one that lasts. */
  endAt(place: number, open: Milliseconds): Milliseconds {
    const to = this.toAt(place);
    return Number.isNaN(to) ? open : to;
  }

  /** Place in a table of {@link byCode}. */
  codeAt(place: number): number {
    return this.#codes[place] ?? 0;
  }

  push(span: Span): void {
    if (this.length === this.#from.length) this.#widen();
    const place = this.#spans.push(span) - 1;
    this.#note(place, span);
    // Dropped in blocks: one by one would be quadratic.
    if (this.length > MAX_SPANS * 1.25) this.#drop(this.length - MAX_SPANS);
  }

  /** Changes the newest span that fits; none where none does. */
  change(fits: (span: Readonly<Span>) => boolean, change: (span: Span) => void): void {
    const place = this.#spans.findLastIndex(fits);
    if (place >= 0) this.#change(place, change);
  }

  /** Changes all that last. */
  changeOpen(change: (span: Span) => void): void {
    for (let place = 0; place < this.length; place += 1)
      if (Number.isNaN(this.toAt(place))) this.#change(place, change);
  }

  #change(place: number, change: (span: Span) => void): void {
    const span = this.#spans[place];
    if (span === undefined) return;
    change(span);
    this.#note(place, span);
  }

  #note(place: number, span: Span): void {
    this.#from[place] = span.from;
    this.#to[place] = span.to ?? NaN;
    this.#codes[place] = codeOf(span);
  }

  #drop(count: number): void {
    this.#spans.splice(0, count);
    for (const column of [this.#from, this.#to, this.#codes]) column.copyWithin(0, count);
  }

  #widen(): void {
    const room = this.#from.length * 2;
    const [from, to, codes] = [new Float64Array(room), new Float64Array(room), new Uint8Array(room)];
    from.set(this.#from);
    to.set(this.#to);
    codes.set(this.#codes);
    this.#from = from;
    this.#to = to;
    this.#codes = codes;
  }
}
