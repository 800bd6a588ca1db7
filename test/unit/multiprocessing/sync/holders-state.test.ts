import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HoldersEvent, HoldersState } from '../../../../src/main/multiprocessing/sync/state/holders-state';

const HOME = 1;

describe('holders state', () => {
  it('is over with the last holder, not before a reference on its way arrived', () => {
    const state = new HoldersState();
    state.handle({ type: 'claim', client: HOME, ticket: 0 });
    state.handle({ type: 'lend', client: HOME, ticket: 7, isBound: true });
    expect(state.handle({ type: 'let-go', client: HOME })).toBe(false);
    state.handle({ type: 'claim', client: 2, ticket: 7 });
    expect(state.handle({ type: 'leave', client: 2 })).toBe(true);
  });

  it('forgets what goes to a child of a lender that ended, but not what lies in a queue', () => {
    for (const isBound of [true, false]) {
      const state = new HoldersState();
      state.handle({ type: 'claim', client: 2, ticket: 0 });
      state.handle({ type: 'lend', client: 2, ticket: 7, isBound });
      expect(state.handle({ type: 'leave', client: 2 })).toBe(isBound);
    }
  });

  it('is over exactly when no process holds it and no reference is on its way, in whatever order the home hears', () => {
    const step = fc.record({
      kind: fc.constantFrom('pass', 'let-go', 'die', 'lose', 'hear'),
      who: fc.nat(4),
      which: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = new World();
        for (const { kind, who, which } of steps) world.step(kind, who + 1, which);
        world.hearAll();
        expect(world.state.isOver).toBe(!world.isHeld);
      }),
    );
  });
});

/** Processes that pass the reference among themselves; what each says arrives in order, but not that of two. */
class World {
  readonly state = new HoldersState();
  readonly #said = new Map<number, HoldersEvent[]>();
  readonly #holding = new Set<number>();
  readonly #underway: { readonly ticket: number; readonly to: number }[] = [];
  readonly #dead = new Set<number>();
  #nextTicket = 1;

  constructor() {
    this.state.handle({ type: 'claim', client: HOME, ticket: 0 });
    this.#holding.add(HOME);
  }

  get isHeld(): boolean {
    return this.#holding.size > 0 || this.#underway.length > 0;
  }

  step(kind: string, who: number, which: number): void {
    const isHolding = this.#holding.has(who);
    if (kind === 'pass' && isHolding) {
      const ticket = this.#nextTicket;
      this.#nextTicket += 1;
      this.#underway.push({ ticket, to: 1 + (which % 5) });
      this.#say(who, { type: 'lend', client: who, ticket, isBound: false });
    } else if (kind === 'let-go' && isHolding) {
      this.#holding.delete(who);
      this.#say(who, { type: 'let-go', client: who });
    } else if (kind === 'die' && who !== HOME && !this.#dead.has(who)) {
      this.#holding.delete(who);
      this.#dead.add(who);
      this.#say(who, { type: 'leave', client: who });
    } else if (kind === 'lose') {
      this.#arrive(which, false);
    } else if (kind === 'hear') {
      this.#hear(who);
      this.#arrive(which, true);
    }
  }

  hearAll(): void {
    for (const [who, said] of this.#said) while (said.length > 0) this.#hear(who);
  }

  #arrive(which: number, isRight: boolean): void {
    const [reference] = this.#underway.splice(which % Math.max(1, this.#underway.length), 1);
    if (reference === undefined) return;
    const { ticket, to } = reference;
    if (isRight && !this.#dead.has(to)) {
      this.#holding.add(to);
      this.#say(to, { type: 'claim', client: to, ticket });
    } else this.#say(HOME, { type: 'lapse', ticket });
  }

  #say(who: number, event: HoldersEvent): void {
    // What the home itself does, it knows at once.
    if (who === HOME) this.state.handle(event);
    else this.#said.set(who, [...(this.#said.get(who) ?? []), event]);
  }

  #hear(who: number): void {
    const event = this.#said.get(who)?.shift();
    if (event !== undefined) this.state.handle(event);
  }
}
