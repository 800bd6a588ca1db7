/** Conditions as real CPython has them: see test/parity/golden.py. */
import { it } from 'vitest';
import { Condition } from '../../../src/main/multiprocessing';
import { errorOf, expectAsPython, python } from './golden';

it(`has the conditions of CPython ${python}`, async () => {
  const condition = new Condition();
  const unheld = {
    'wait without the lock': await errorOf(() => condition.wait({ timeout: 20 })),
    'notify without the lock': await errorOf(() => condition.notify()),
  };
  await condition.acquire();
  const held = {
    'wait with timeout': await condition.wait({ timeout: 20 }),
    'wait for what is true': await condition.waitFor(() => true),
    'wait for what stays false': await condition.waitFor(() => false, { timeout: 20 }),
    'notify nobody': { value: await errorOf(() => condition.notify()) },
  };
  await condition.release();
  expectAsPython({ ...unheld, ...held }, 'a condition');
});
