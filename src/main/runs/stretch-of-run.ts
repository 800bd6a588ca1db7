/**
 * A stretch of a long run in full, and of the rest what a person looks for.
 *
 * The window holds a bounded part of a run: after hours, one sample of many. For the stretch that
 * is looked at, the recording has all of them; they are read from there and put among the
 * events that are always held: starts, ends, joins, waits, failures, verdicts. So the same fold
 * shows it, and memory is bounded by the stretch.
 */
import type { RunEvent } from '../../shared/events';
import type { RunBatch, Stretch } from '../../shared/recording';
import type { TimeBlocks } from '../record/time-blocks';
import { fileOfRun } from './run-file';
import type { Run } from './run';
import { isThinned, withoutEndedTasks } from './run-history';

/** A chart keeps 1200 points before it takes the mean of two: enough of them for the stretch, the others for the rest. */
const MOST_INSIDE = 900;
const MOST_OUTSIDE = 200;
/** Of output lines the window shows at most so many; of more of them pieces that can be read, from each part of the stretch. */
const MOST_LINES = 20_000;
const PIECES = 40;

const indices = new WeakMap<Run, TimeBlocks>();

/** All events from index 0 on, as `Run.replay` gives them, but in full within the stretch. */
export async function replayAround(run: Run, stretch: Stretch): Promise<RunBatch> {
  const held = run.replay();
  const isWhole = !held.events.some((event) => event.type === 'lost' && event.source === 'window');
  const inFull = (isWhole ? undefined : await readStretch(run, stretch)) ?? within(held.events, stretch);
  // What is held whole keeps all its tasks: they are counted.
  const lasting = isWhole ? held.events : withoutEndedTasks(held.events);
  return { ...held, events: aroundStretch(held.events, { lasting, inFull, stretch }) };
}

async function readStretch(run: Run, stretch: Stretch): Promise<readonly RunEvent[] | undefined> {
  const path = fileOfRun(run);
  if (path === undefined) return undefined;
  const { TimeBlocks } = await import('../record/time-blocks');
  const blocks = indices.get(run) ?? new TimeBlocks(path);
  indices.set(run, blocks);
  // The file may be gone while its run is shown: then the part that is held has to do.
  return blocks.within(stretch).catch(() => undefined);
}

interface Parts {
  /** Events of those that are held which stay for certain, but for those of the stretch's own tasks. */
  readonly lasting: readonly RunEvent[];
  /** Every event of the stretch. */
  readonly inFull: readonly RunEvent[];
  readonly stretch: Stretch;
}

/** @param held the part that the window holds, in its order. */
export function aroundStretch(held: readonly RunEvent[], { lasting, inFull, stretch }: Parts): readonly RunEvent[] {
  const isInside = ({ t }: RunEvent): boolean => t >= stretch.from && t <= stretch.to;
  const kept = lasting.filter((event) => !isThinned(event) && !('task' in event && isInside(event)));
  const outside = evenly(
    held.filter((event) => isThinned(event) && !isInside(event)),
    MOST_OUTSIDE,
  );
  const inside = inFull.filter((event) => isThinned(event) || 'task' in event);
  const lines = inPieces(inside.filter(({ type }) => type === 'log'));
  const others = evenly(
    inside.filter(({ type }) => type !== 'log'),
    MOST_INSIDE,
  );
  return [outside, lines, others].reduce(merged, kept);
}

/** The end of each part, so that at every moment of the stretch there is what was printed just before. */
function inPieces(lines: readonly RunEvent[]): readonly RunEvent[] {
  if (lines.length <= MOST_LINES) return lines;
  const part = Math.ceil(lines.length / PIECES);
  return lines.filter(
    (_, place) => place % part >= part - MOST_LINES / PIECES || place >= lines.length - MOST_LINES / PIECES,
  );
}

const within = (events: readonly RunEvent[], { from, to }: Stretch): readonly RunEvent[] =>
  events.filter(({ t }) => t >= from && t <= to);

/** At most so many events of each kind that comes by the thousand; tasks are not divided. */
function evenly(events: readonly RunEvent[], most: number): RunEvent[] {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(kindOf(event), (counts.get(kindOf(event)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return events.filter((event) => {
    if (!isThinned(event)) return true;
    const kind = kindOf(event);
    const place = seen.get(kind) ?? 0;
    seen.set(kind, place + 1);
    const all = counts.get(kind) ?? 0;
    // The last of each stays: it is what is true from then on.
    return place === all - 1 || Math.floor((place * most) / all) !== Math.floor(((place - 1) * most) / all);
  });
}

/** Each queue, and each process with readings of its own, is a curve of its own. */
function kindOf(event: RunEvent): string {
  if (event.type === 'queue-depth') return `depth ${event.queue}`;
  return event.type === 'runtime-sample' ? `runtime ${event.pid}` : event.type;
}

/** Two lists in one, by time; the order within each stays, as one knew of a late event when it was told. */
function merged(first: readonly RunEvent[], second: readonly RunEvent[]): readonly RunEvent[] {
  const result: RunEvent[] = [];
  let at = 0;
  for (const event of first) {
    for (let next = second[at]; next !== undefined && next.t < event.t; next = second[at]) {
      result.push(next);
      at += 1;
    }
    result.push(event);
  }
  return [...result, ...second.slice(at)];
}
