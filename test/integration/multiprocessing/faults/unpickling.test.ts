/** The part of loky's matrix of crashes in which a value is made again on the other side. */
import { afterAll, describe, expect, it } from 'vitest';
import { crossing, type Crossing, registerCrossing } from '../../../../src/main/multiprocessing/codec/crossing';
import { bystanders, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

/** A heap that is full within a second. */
const smallHeap = { NODE_OPTIONS: '--max-old-space-size=24' };

/** What crashes where it is made again: the worker's side is in crashes.mjs. */
class Trap {
  readonly #kind: string;
  readonly #data: unknown;

  constructor(kind: string, data: unknown) {
    this.#kind = kind;
    this.#data = data;
  }

  [crossing](): Crossing {
    return { kind: this.#kind, data: this.#data };
  }
}

registerCrossing('trap-in-parent', (data) => {
  throw new RangeError(`cannot be made again: ${String(data)}`);
});

describe('crash matrix: while the argument is made again, in the worker', () => {
  it.each([
    ['exit(0)', { exitCode: 0 }],
    ['exit(3)', { exitCode: 3 }],
    ['segfault', { signal: 'SIGSEGV' }],
    ['SIGKILL', { signal: 'SIGKILL' }],
    ['abort', { signal: 'SIGABRT' }],
    ['heap limit', { signal: 'SIGABRT' }],
  ])('%s, of which the caller hears, and the pool goes on', async (way, ending) => {
    await underFault({ env: smallHeap }, async (fault) => {
      // Not begun when its worker ended, it goes to a second one, and then to no other.
      expect(await fault.call('echo', { deep: [new Trap('trap', way)] })).toMatchObject({
        status: 'rejected',
        reason: { name: 'PoisonTaskError', ...ending },
      });
    });
  });

  it.each([
    ['error', 'crash'],
    ['nothing that is known', 'crash'],
  ])('%s, which fails that call alone and costs no worker', async (way) => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      const others = bystanders(fault);
      const value = new Trap(way === 'error' ? 'trap' : 'unknown', way);
      expect(await fault.call('echo', { deep: [value] })).toMatchObject({ status: 'rejected' });
      await others;
      expect(await fault.call('pid')).toEqual(before);
    });
  });
});

describe('crash matrix: while the result is made again, in the parent', () => {
  it.each(['trap-in-parent', 'unknown'])('%s fails that call alone and costs no worker', async (kind) => {
    await underFault({ processes: 1 }, async (fault) => {
      const before = await fault.call('pid');
      const others = bystanders(fault);
      expect(await fault.call('returnCrossing', kind)).toMatchObject({
        status: 'rejected',
        reason: { name: expect.any(String) as string },
      });
      await others;
      expect(await fault.call('pid')).toEqual(before);
    });
  });
});
