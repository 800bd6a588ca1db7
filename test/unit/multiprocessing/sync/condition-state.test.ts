import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConditionState, type ConditionWaiter } from '../../../../src/main/multiprocessing/sync/state/condition-state';

describe('condition state', () => {
  it('wakes each waiter once, longest first, and never one that gave up or ended', () => {
    const step = fc.record({ kind: fc.constantFrom('wait', 'notify', 'withdraw', 'leave'), number: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const state = new ConditionState();
        let expected: ConditionWaiter[] = [];
        steps.forEach(({ kind, number }, request) => {
          if (kind === 'wait') {
            const waiter = { client: number, request };
            state.wait(waiter);
            expected.push(waiter);
          } else if (kind === 'notify') {
            expect(state.notify(number)).toEqual(expected.splice(0, number));
          } else if (kind === 'withdraw') {
            const [waiter = { client: 0, request: -1 }] = expected.splice(number, 1);
            expect(state.withdraw(waiter)).toBe(waiter.request >= 0);
            expect(state.withdraw(waiter)).toBe(false);
          } else {
            state.leave(number);
            expected = expected.filter(({ client }) => client !== number);
          }
        });
        expect(state.notify(Infinity)).toEqual(expected);
      }),
    );
  });
});
