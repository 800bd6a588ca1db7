import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConditionState, type ConditionWaiter } from '../../../../src/main/multiprocessing/sync/state/condition-state';

describe('condition state', () => {
  it('wakes each waiter once, longest first, never one that gave up or ended, and another for one that ended unheard', () => {
    const step = fc.record({ kind: fc.constantFrom('wait', 'notify', 'withdraw', 'hear', 'leave'), number: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const state = new ConditionState();
        let expected: ConditionWaiter[] = [];
        let unheard: number[] = [];
        const notified = (count: number): ConditionWaiter[] => {
          const some = expected.splice(0, count);
          unheard.push(...some.map(({ client }) => client));
          return some;
        };
        steps.forEach(({ kind, number }, request) => {
          if (kind === 'wait') {
            const waiter = { client: number, request };
            state.wait(waiter);
            expected.push(waiter);
          } else if (kind === 'notify') {
            expect(state.notify(number)).toEqual(notified(number));
          } else if (kind === 'withdraw') {
            const [waiter = { client: 0, request: -1 }] = expected.splice(number, 1);
            expect(state.withdraw(waiter)).toBe(waiter.request >= 0);
            expect(state.withdraw(waiter)).toBe(false);
          } else if (kind === 'hear') {
            const place = unheard.indexOf(number);
            if (place >= 0) unheard.splice(place, 1);
            state.heard(number);
          } else {
            expected = expected.filter(({ client }) => client !== number);
            const missed = unheard.filter((client) => client === number).length;
            unheard = unheard.filter((client) => client !== number);
            expect(state.leave(number)).toEqual(notified(missed));
          }
        });
        expect(state.notify(Infinity)).toEqual(expected);
      }),
    );
  });
});
