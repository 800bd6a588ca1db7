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
}

/** Starts as many workers as are missing. */
export function staff(crew: Crew, orders: Order[], staffing: Staffing): void {
  const { delay } = staffing;
  const wanted = wantedOf(crew, staffing);
  while (crew.size < wanted) {
    const { id: workerId } = crew.add(delay > 0 ? 'planned' : 'starting');
    orders.push(delay > 0 ? { type: 'plan-start', workerId, delay } : { type: 'start-worker', workerId });
  }
}

/** When closing, as many as there are tasks: each may need a worker of its own, if they wait for each other. */
function wantedOf(crew: Crew, { size: { min, max }, isClosing, backlog }: Staffing): number {
  if (isClosing) return Math.min(max, backlog + crew.inLines);
  return Math.max(min, Math.min(max, backlog + crew.busy));
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
