/**
 * A fast yes for the events of which recordings hold millions.
 *
 * The schema of `src/shared/events.ts` decides what is an event. This check is a second telling of
 * it for five types that may only say yes where the schema does: whatever it
 * does not know goes to the schema. A test holds the two against each other.
 */
import type { RunEvent } from '../../shared/events';

type Check = (value: unknown) => boolean;

interface Shape {
  readonly checks: ReadonlyMap<string, Check>;
  /** Fields that must be there. */
  readonly needed: readonly string[];
}

// JSON has no NaN, but 1e999 is read as Infinity.
const isAmount: Check = (value) => typeof value === 'number' && value >= 0 && value < Infinity;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isPid: Check = (value) => isCount(value) && (value as number) <= 4_194_304;
export const isTime: Check = (value) => typeof value === 'number' && value >= -1e12 && value <= 1e12;
const isName: Check = (value) => typeof value === 'string' && value.length <= 256;
const isState: Check = (value) => typeof value === 'string' && value.length <= 4;

type Fields = Readonly<Record<string, Check>>;

function shapeOf(needed: Fields, optional: Fields = {}): Shape {
  return {
    checks: new Map([...Object.entries(needed), ...Object.entries(optional)]),
    needed: Object.keys(needed),
  };
}

const figures: Fields = {
  cpu: isAmount,
  cpuMs: isAmount,
  rss: isAmount,
  threads: isCount,
  state: isState,
  coreWaitMs: isAmount,
  voluntary: isCount,
  involuntary: isCount,
  readBytes: isAmount,
  writtenBytes: isAmount,
  denied: (value) => Array.isArray(value) && value.every((one) => one === 'io' || one === 'pss'),
};
/** The checks of a sample's rows, by field. */
export const sampleFields: ReadonlyMap<string, Check> = new Map(Object.entries({ pid: isPid, ...figures }));

const row = shapeOf({ pid: isPid }, figures);
const areRows: Check = (value) =>
  Array.isArray(value) && value.length <= 10_000 && value.every((one) => fits(one, row));

const task: Fields = { t: isTime, pool: isName, task: isCount };
const shapes: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries({
    'task-submitted': [{ ...task, label: isName }, { items: isCount }],
    'task-started': [{ ...task, pid: isPid }],
    'task-finished': [{ ...task, pid: isPid, runMs: isAmount }, { waitMs: isAmount }],
    'queue-depth': [
      { t: isTime, queue: isName, depth: isCount, puts: isCount, gets: isCount },
      { peak: isCount, producers: isCount, consumers: isCount },
    ],
    sample: [{ t: isTime, rows: areRows }],
  } satisfies Record<string, readonly [Fields, Fields?]>).map(([type, [needed, optional]]) => [
    type,
    shapeOf({ type: (value) => value === type, ...needed }, optional),
  ]),
);

/** @returns false for what is no event, and for what only the schema can tell. */
export function isCertainlyEvent(value: unknown): value is RunEvent {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  const shape = shapes.get(value.type);
  return shape !== undefined && fits(value, shape);
}

/** Every field is known and well, and none is missing. `JSON.parse` makes own fields only, `__proto__` too. */
function fits(value: unknown, { checks, needed }: Shape): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) {
    if (checks.get(key)?.((value as Readonly<Record<string, unknown>>)[key]) !== true) return false;
  }
  for (const key of needed) if (!Object.hasOwn(value, key)) return false;
  return true;
}
