import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlagState } from '../../../../src/main/multiprocessing/sync/state/flag-state';

describe('flag state', () => {
  it(
    'lets each waiter go once: at once while it is set, with the next set otherwise, unless it gave up or ended',
    { timeout: 120_000 },
    () => {
      const kind = fc.constantFrom('wait', 'wait', 'wait', 'set', 'clear', 'withdraw', 'leave');
      fc.assert(
        fc.property(fc.array(fc.record({ kind, number: fc.nat(5) }), { maxLength: 150 }), (steps) => {
          const state = new FlagState();
          let isSet = false;
          let waiting: { client: number; request: number }[] = [];
          steps.forEach(({ kind: happens, number }, request) => {
            if (happens === 'wait') {
              const waiter = { client: number, request };
              expect(state.wait(waiter)).toEqual(isSet ? [waiter] : []);
              if (!isSet) waiting.push(waiter);
            } else if (happens === 'set') {
              isSet = true;
              expect(state.set()).toEqual(waiting.splice(0));
            } else if (happens === 'clear') {
              isSet = false;
              state.clear();
            } else if (happens === 'withdraw') {
              const [waiter = { client: 0, request: -1 }] = waiting.splice(number, 1);
              expect(state.withdraw(waiter)).toBe(waiter.request >= 0);
              expect(state.withdraw(waiter)).toBe(false);
            } else {
              state.leave(number);
              waiting = waiting.filter(({ client }) => client !== number);
            }
            expect(state.isSet).toBe(isSet);
          });
          expect(state.set()).toEqual(waiting);
        }),
        { numRuns: 300 },
      );
    },
  );
});
