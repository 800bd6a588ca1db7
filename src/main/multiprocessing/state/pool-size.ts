import type { Milliseconds } from '../../../shared/units';
import type { Crew, Seat } from './crew';
import type { Order } from './pool-orders';

/** How many workers a pool has. */
export interface PoolSize {
  /** Kept even if there is nothing to do. */
  readonly min: number;
  /** Never more, but for those that are on their way out. */
  readonly max: number;
}

export interface Staffing {
  readonly size: PoolSize;
  readonly isClosing: boolean;
  /** Tasks that wait for any worker. */
  readonly backlog: number;
  /** Before a start. */
  readonly delay: Milliseconds;
  /** Workers that nobody needs yet are started while fewer than this are on their way. */
  readonly atOnce: number;
}

/**
 * How long a worker that nobody needs waits for others to be ready: longer than a start takes
 * where there is a core for it, and not for ever, as their initializers may wait for each other.
 */
const SPARE_DELAY: Milliseconds = 100;
/** A start takes this process some milliseconds, for which nobody's result is to wait. */
const NEXT_TURN: Milliseconds = 1;

/**
 * Starts as many workers as are missing.
 *
 * A start takes a core for as long as it lasts. What nobody needs yet is not to take one from
 * the worker that somebody waits for, so of those no more are started at once than there are cores.
 */
export function staff(crew: Crew, orders: Order[], staffing: Staffing): void {
  const { size, isClosing, delay, atOnce } = staffing;
  const needed = neededOf(crew, staffing);
  const wanted = isClosing ? needed : Math.max(size.min, needed);
  if (crew.spares === 0 && crew.size >= wanted) return;
  startSpares(crew, orders, { needed, atOnce });
  let starting = startingIn(crew);
  while (crew.size < wanted) {
    const isSpare = delay === 0 && crew.size - crew.spares >= needed && starting >= atOnce;
    plan(crew, orders, { isSpare, delay: isSpare ? SPARE_DELAY : delay });
    if (!isSpare) starting += 1;
  }
}

/** Those that are needed now, or for which there are cores and time. */
function startSpares(crew: Crew, orders: Order[], { needed, atOnce }: { needed: number; atOnce: number }): void {
  let room = crew.busy === 0 ? atOnce - startingIn(crew) : 0;
  for (const seat of crew.all) {
    const isNeeded = crew.size - crew.spares < needed;
    if (!seat.isSpare || !(isNeeded || room > 0)) continue;
    orders.push(isNeeded ? startNow(crew, seat) : startSoon(crew, seat));
    room -= 1;
  }
}

function startNow(crew: Crew, seat: Seat): Order {
  crew.setStarting(seat);
  return { type: 'start-worker', workerId: seat.id };
}

function startSoon(crew: Crew, seat: Seat): Order {
  crew.setDue(seat);
  return { type: 'plan-start', workerId: seat.id, delay: NEXT_TURN };
}

function plan(crew: Crew, orders: Order[], { isSpare, delay }: { isSpare: boolean; delay: Milliseconds }): void {
  const { id: workerId } = crew.add(delay > 0 ? 'planned' : 'starting', isSpare);
  orders.push(delay > 0 ? { type: 'plan-start', workerId, delay } : { type: 'start-worker', workerId });
}

function startingIn(crew: Crew): number {
  let starting = 0;
  for (const { stage, isSpare } of crew.all)
    if (stage === 'starting' || (stage === 'planned' && !isSpare)) starting += 1;
  return starting;
}

/** When closing, as many as there are tasks: each may need a worker of its own, if they wait for each other. */
function neededOf(crew: Crew, { size: { max }, isClosing, backlog }: Staffing): number {
  return Math.min(max, backlog + (isClosing ? crew.inLines : crew.busy));
}

/** Lets go what is over the maximum: those that do nothing first. */
export function trim(crew: Crew, orders: Order[], max: number): void {
  const staying = [...crew.all].filter(({ stage }) => USES[stage] > 0);
  staying.sort((one, other) => USES[one.stage] - USES[other.stage] || one.line.size - other.line.size);
  for (const seat of staying.slice(0, Math.max(0, staying.length - max))) release(crew, orders, seat);
}

/** What a worker is worth: 0 for those that go anyway. */
const USES = { planned: 1, starting: 2, ready: 3, retiring: 0, leaving: 0, killed: 0 } as const;

/** Lets a worker go as soon as it has nothing to do. */
export function release(crew: Crew, orders: Order[], seat: Seat): void {
  if (seat.stage === 'leaving' || seat.stage === 'killed') return;
  if (seat.stage === 'planned') return crew.remove(seat);
  if (seat.line.size > 0) return crew.setStage(seat, 'retiring');
  crew.setStage(seat, 'leaving');
  orders.push({ type: 'dismiss', workerId: seat.id });
}

/** Looks that must find a worker at rest before it goes; two of them are one idle timeout. */
const IDLE_LOOKS = 3;

/** Lets go who was at rest for an idle timeout; to be called twice in each. */
export function trimIdle(crew: Crew, orders: Order[], min: number): void {
  let surplus = crew.size - min;
  for (const seat of [...crew.resting]) {
    seat.idleLooks += 1;
    if (surplus <= 0 || seat.idleLooks < IDLE_LOOKS) continue;
    surplus -= 1;
    release(crew, orders, seat);
  }
}
