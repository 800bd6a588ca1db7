/**
 * The decisions of a barrier, after CPython's `threading.Barrier`, whose states these are.
 *
 * CPython's `draining` is not needed: there the released threads have yet to wake and leave,
 * here they are told and gone at once, so the next round may fill.
 */
import type { ClientId, RequestId } from './client';

export interface Arrival {
  readonly client: ClientId;
  readonly request: RequestId;
}

export type BarrierInstruction =
  /** All are there; the action, if there is one, runs before `release`. */
  | { readonly type: 'run-action' }
  | { readonly type: 'pass'; readonly arrival: Arrival; readonly index: number }
  | { readonly type: 'fail'; readonly arrival: Arrival };

export class BarrierState {
  readonly parties: number;
  readonly #hasAction: boolean;
  #arrived: Arrival[] = [];
  /** Came while the action of the round before runs. */
  #early: Arrival[] = [];
  #round = 0;
  #state: 'filling' | 'acting' | 'broken' = 'filling';

  constructor(parties: number, hasAction: boolean) {
    this.parties = parties;
    this.#hasAction = hasAction;
  }

  get isBroken(): boolean {
    return this.#state === 'broken';
  }

  /** Counts the actions, so that one that ends late is not taken for the next. */
  get round(): number {
    return this.#round;
  }

  get waiting(): number {
    return this.#state === 'filling' ? this.#arrived.length : 0;
  }

  wait(arrival: Arrival): readonly BarrierInstruction[] {
    if (this.#state === 'broken') return [{ type: 'fail', arrival }];
    if (this.#state === 'acting') {
      this.#early.push(arrival);
      return [];
    }
    this.#arrived.push(arrival);
    if (this.#arrived.length < this.parties) return [];
    if (!this.#hasAction) return this.#release();
    this.#state = 'acting';
    this.#round += 1;
    return [{ type: 'run-action' }];
  }

  /** The action returned, or threw. */
  acted(round: number, isRight: boolean): readonly BarrierInstruction[] {
    if (this.#state !== 'acting' || round !== this.#round) return [];
    return isRight ? this.#release() : this.abort();
  }

  abort(): readonly BarrierInstruction[] {
    this.#state = 'broken';
    return this.#failAll();
  }

  /** All that wait fail; those that come after start afresh. */
  reset(): readonly BarrierInstruction[] {
    this.#state = 'filling';
    return this.#failAll();
  }

  /** Its time is up: the barrier breaks, unless it passed before. */
  timeOut({ client, request }: Arrival): readonly BarrierInstruction[] {
    const isHere = [...this.#arrived, ...this.#early].some((one) => one.client === client && one.request === request);
    return isHere ? this.abort() : [];
  }

  /** A party ended: if it was waiting, or ended by accident, the round can never be full. */
  leave(client: ClientId, wasParty: boolean): readonly BarrierInstruction[] {
    const isOf = (arrival: Arrival): boolean => arrival.client === client;
    const waited = this.#arrived.some(isOf) || this.#early.some(isOf);
    this.#arrived = this.#arrived.filter((arrival) => !isOf(arrival));
    this.#early = this.#early.filter((arrival) => !isOf(arrival));
    return waited || wasParty ? this.abort() : [];
  }

  #release(): readonly BarrierInstruction[] {
    const passed = this.#arrived.map((arrival, index) => ({ type: 'pass', arrival, index }) as const);
    const early = this.#early;
    this.#arrived = [];
    this.#early = [];
    this.#state = 'filling';
    return [...passed, ...early.flatMap((arrival) => this.wait(arrival))];
  }

  #failAll(): readonly BarrierInstruction[] {
    const failed = [...this.#arrived, ...this.#early].map((arrival) => ({ type: 'fail', arrival }) as const);
    this.#arrived = [];
    this.#early = [];
    return failed;
  }
}
