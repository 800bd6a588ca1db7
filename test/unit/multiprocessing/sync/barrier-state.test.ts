import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arrival,
  type BarrierInstruction,
  BarrierState,
} from '../../../../src/main/multiprocessing/sync/state/barrier-state';

/** Plays a barrier and keeps the books of who arrived and how each was answered. */
class BarrierWorld {
  readonly #state: BarrierState;
  readonly #parties: number;
  /** Arrived and not answered. */
  readonly open: Arrival[] = [];
  readonly answered = new Map<number, 'pass' | 'fail'>();
  arrivals = 0;
  actions = 0;
  /** Passes of a round come together, with each index once. */
  readonly problems: string[] = [];

  constructor(parties: number, hasAction: boolean) {
    this.#parties = parties;
    this.#state = new BarrierState(parties, hasAction);
  }

  arrive(client: number): void {
    const arrival = { client, request: (this.arrivals += 1) };
    this.open.push(arrival);
    this.#hear(this.#state.wait(arrival));
  }

  act(isRight: boolean): void {
    this.#hear(this.#state.acted(this.#state.round, isRight));
  }

  timeOut(pick: number): void {
    const late = this.open[pick % Math.max(1, this.open.length)];
    if (late === undefined) return;
    this.#hear(this.#state.timeOut(late));
    // Its own time is up: it is answered, whatever the others do.
    if (this.open.includes(late)) this.problems.push(`${late.request} waits although its time is up`);
  }

  /** Who ended hears nothing any more. */
  leave(client: number, isParty: boolean): void {
    const gone = this.open.filter((arrival) => arrival.client === client);
    for (const arrival of gone) this.open.splice(this.open.indexOf(arrival), 1);
    this.#hear(this.#state.leave(client, isParty));
    if ((gone.length > 0 || isParty) && this.open.length > 0) this.problems.push('they wait for one that ended');
  }

  abort(): void {
    this.#hear(this.#state.abort());
    if (this.open.length > 0) this.problems.push('they wait at a broken barrier');
  }

  reset(): void {
    this.#hear(this.#state.reset());
    if (this.open.length > 0) this.problems.push('they wait for a round that was given up');
  }

  /** Ends the rounds that are under way: the action returns, and as many as are missing arrive. */
  settle(): void {
    for (let turn = 0; turn < 1000 && this.open.length > 0; turn += 1) {
      this.act(true);
      if (this.#state.waiting > 0) this.arrive(99);
    }
  }

  #hear(instructions: readonly BarrierInstruction[]): void {
    const indices: number[] = [];
    for (const instruction of instructions) {
      if (instruction.type === 'run-action') this.actions += 1;
      else {
        this.#answer(instruction.arrival, instruction.type);
        if (instruction.type === 'pass') indices.push(instruction.index);
      }
    }
    const round = Array.from({ length: this.#parties }, (_, index) => index);
    for (let first = 0; first < indices.length; first += this.#parties) {
      const passed = indices.slice(first, first + this.#parties);
      if (String(passed) !== String(round)) this.problems.push(`a round of ${String(passed)}`);
    }
  }

  #answer(arrival: Arrival, how: 'pass' | 'fail'): void {
    const place = this.open.findIndex(({ request }) => request === arrival.request);
    if (place < 0) this.problems.push(`${arrival.request} is answered twice, or after its end`);
    else this.open.splice(place, 1);
    this.answered.set(arrival.request, how);
  }
}

describe('barrier state', () => {
  it(
    'answers each arrival once, lets rounds go whole, and leaves nobody behind, in any order of events',
    { timeout: 120_000 },
    () => {
      const kind = fc.constantFrom(
        ...['arrive', 'arrive', 'arrive', 'arrive', 'acted', 'acted'],
        ...['failed', 'time-out', 'leave', 'abort', 'reset', 'reset'],
      );
      const steps = fc.array(fc.record({ kind, pick: fc.nat(6), flag: fc.boolean() }), { maxLength: 120 });
      fc.assert(
        fc.property(steps, fc.integer({ min: 1, max: 4 }), fc.boolean(), (happenings, parties, hasAction) => {
          const world = new BarrierWorld(parties, hasAction);
          for (const { kind: happens, pick, flag } of happenings) {
            if (happens === 'arrive') world.arrive(pick);
            else if (happens === 'acted' || happens === 'failed') world.act(happens === 'acted');
            else if (happens === 'time-out') world.timeOut(pick);
            else if (happens === 'leave') world.leave(pick, flag);
            else if (happens === 'abort') world.abort();
            else world.reset();
          }
          world.settle();
          expect(world.problems).toEqual([]);
          expect(world.open).toEqual([]);
        }),
        { numRuns: 500 },
      );
    },
  );
});
