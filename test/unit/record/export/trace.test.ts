import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { traceText } from '../../../../src/main/record/export/trace';
import type { TraceEvent } from '../../../../src/main/record/export/trace-event';
import type { RunEvent } from '../../../../src/shared/events';
import { exited, started } from '../../../support/run-events';
import { BUSY_RUN, inBlocks } from '../../../support/busy-run';

/** The format's own words on what each phase must have: "Trace Event Format", Event Descriptions. */
const place = { name: z.string(), pid: z.int(), tid: z.int(), cat: z.string().min(1) };
const timed = { ...place, ts: z.number().min(0) };
const args = z.record(z.string(), z.unknown());
const traceSchema = z.strictObject({
  displayTimeUnit: z.enum(['ms', 'ns']),
  traceEvents: z.array(
    z.discriminatedUnion('ph', [
      z.strictObject({ ph: z.literal('X'), ...timed, dur: z.number().min(0), args }),
      z.strictObject({ ph: z.literal('i'), ...timed, s: z.enum(['g', 'p', 't']), args }),
      z.strictObject({ ph: z.literal('C'), ...timed, args: z.record(z.string(), z.number()) }),
      z.strictObject({ ph: z.literal('s'), ...timed, id: z.int() }),
      z.strictObject({ ph: z.literal('f'), ...timed, id: z.int(), bp: z.literal('e') }),
      z.strictObject({ ph: z.literal('M'), ...timed, args }),
    ]),
  ),
  otherData: z.record(z.string(), z.unknown()),
});

async function traceOf(events: readonly RunEvent[]): Promise<readonly TraceEvent[]> {
  let text = '';
  for await (const piece of traceText(inBlocks(events))) text += piece;
  return traceSchema.parse(JSON.parse(text)).traceEvents as readonly TraceEvent[];
}

const named = (events: readonly TraceEvent[], ph: TraceEvent['ph'], cat?: string) =>
  events.filter((event) => event.ph === ph && (cat === undefined || event.cat === cat));

/** Slices of one thread must nest: a later one begins after the earlier has ended, or ends before it. */
function overlaps(events: readonly TraceEvent[]): readonly string[] {
  const slices = named(events, 'X').map(({ pid, tid, ts, dur = 0, name }) => ({
    key: `${pid} ${tid}`,
    from: ts,
    to: ts + dur,
    name,
  }));
  return slices.flatMap((one) =>
    slices
      .filter((other) => other.key === one.key && one.from < other.from && other.from < one.to && one.to < other.to)
      .map((other) => `${one.name} and ${other.name}`),
  );
}

describe('a run as a trace', () => {
  it('has lives, tasks, waits, joins, exits and counters', async () => {
    const events = await traceOf(BUSY_RUN);

    expect(named(events, 'X', 'process').map(({ name, dur }) => [name, dur])).toEqual([
      ['=cmd|calc', 68_000],
      ['worker-1', 79_000],
      ['main', 90_000],
    ]);
    expect(
      named(events, 'X', 'task').map(({ pid, ts, dur, args: given }) => [pid, ts, dur, given?.['outcome']]),
    ).toEqual([
      [11, 22_000, 38_000, 'finished'],
      [11, 61_000, 9000, 'failed'],
      [12, 23_000, 58_000, 'lost'],
    ]);
    expect(named(events, 'X', 'wait').map(({ name }) => name)).toEqual(['lock Lock-1', 'join worker-1']);
    expect(named(events, 'i', 'exit').map(({ name, pid }) => [name, pid])).toEqual([
      ['SIGKILL', 12],
      ['exit 0', 11],
      ['exit 1', 10],
    ]);
    expect(new Set(named(events, 'C').map(({ name }) => name))).toEqual(
      new Set(['CPU %', 'RSS', 'queue jobs', 'pool pool-1']),
    );
    expect(overlaps(events)).toEqual([]);
  });

  it('draws a join as a flow from the life of the child to the wait of the parent', async () => {
    const events = await traceOf(BUSY_RUN);
    const [from] = named(events, 's');
    const [to] = named(events, 'f');
    expect(from).toMatchObject({ pid: 11, id: to?.id });
    expect(to?.pid).toBe(10);
    const encloses = (slice: TraceEvent, ts = 0) => slice.ts <= ts && ts <= slice.ts + (slice.dur ?? 0);
    const slicesOf = (end: TraceEvent | undefined) =>
      named(events, 'X').filter((slice) => slice.pid === end?.pid && slice.tid === end.tid && encloses(slice, end.ts));
    expect(slicesOf(from).map(({ name }) => name)).toEqual(['worker-1']);
    expect(slicesOf(to).map(({ name }) => name)).toEqual(['join worker-1']);
  });

  it('puts tasks that one process runs at once on threads of their own', async () => {
    const task = (id: number) => ({ pool: 'p', task: id }) as const;
    const events = await traceOf([
      started([10, 1], 'main'),
      { type: 'task-started', t: 20, ...task(1), pid: 10 },
      { type: 'task-started', t: 30, ...task(2), pid: 10 },
      { type: 'task-finished', t: 40, ...task(1), pid: 10, waitMs: 0, runMs: 20 },
      { type: 'task-finished', t: 50, ...task(2), pid: 10, waitMs: 0, runMs: 20 },
    ]);
    expect(named(events, 'X', 'task').map(({ tid }) => tid)).toEqual([10, 11]);
    expect(overlaps(events)).toEqual([]);
  });

  it('puts waits of one kind that overlap on threads of their own', async () => {
    const wait = (object: string) => ({ pid: 10, wait: 'lock', object }) as const;
    const events = await traceOf([
      started([10, 1], 'main'),
      { type: 'wait-started', t: 20, ...wait('a') },
      { type: 'wait-started', t: 30, ...wait('b') },
      { type: 'wait-ended', t: 40, ...wait('a'), waitedMs: 20 },
      { type: 'wait-ended', t: 50, ...wait('b'), waitedMs: 20 },
      { type: 'wait-started', t: 60, ...wait('a') },
      { type: 'wait-ended', t: 70, ...wait('a'), waitedMs: 10 },
    ]);
    const [a, b, again] = named(events, 'X', 'wait');
    expect(a?.tid).not.toBe(b?.tid);
    expect(again?.tid).toBe(a?.tid);
    expect(overlaps(events)).toEqual([]);
    const names = events.filter(({ name }) => name === 'thread_name');
    const nameOf = (slice: TraceEvent | undefined) => names.find(({ tid }) => tid === slice?.tid)?.args?.['name'];
    expect([nameOf(a), nameOf(b)]).toEqual(['wait: lock', 'wait: lock 2']);
  });

  it('keeps two processes with one pid apart', async () => {
    const events = await traceOf([
      started([10, 1], 'first'),
      exited(10, 0, 20),
      { ...started([10, 1], 'second', 30), startTicks: 2 },
      exited(10, 3, 40),
    ]);
    const lives = named(events, 'X', 'process');
    expect(new Set(lives.map(({ pid }) => pid)).size).toBe(2);
    const names = events.filter(({ name }) => name === 'process_name');
    for (const life of lives) expect(names.find(({ pid }) => pid === life.pid)?.args?.['name']).toBe(life.name);
  });

  it('ends what still lasted where the recording ends', async () => {
    const events = await traceOf(BUSY_RUN.slice(0, 13));
    expect(named(events, 'X', 'task').map(({ args: given }) => given?.['outcome'])).toEqual(['open', 'open']);
    expect(named(events, 'X', 'wait').map(({ name, dur }) => [name, dur])).toEqual([['lock Lock-1', 0]]);
  });
});
