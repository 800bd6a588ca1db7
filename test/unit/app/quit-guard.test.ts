import { describe, expect, it, vi } from 'vitest';
import { QuitGuard } from '../../../src/main/app/quit-guard';

/** A guard with everything it did, in order. */
function guardOf({ running = [] as readonly string[], answer = true, stops = Promise.resolve() } = {}) {
  const did: string[] = [];
  const guard = new QuitGuard({
    running: () => running,
    mayQuit: (titles) => {
      did.push(`ask ${titles.join()}`);
      return Promise.resolve(answer);
    },
    stopAll: () => {
      did.push('stop');
      return stops;
    },
    quit: () => did.push(guard.holds ? 'quit too early' : 'quit'),
  });
  return { guard, did };
}

describe('QuitGuard', () => {
  it('asks nobody when nothing runs', async () => {
    const { guard, did } = guardOf();
    await guard.request(false);
    expect(did).toEqual(['stop', 'quit']);
  });

  it('asks, stops the runs, and only then quits', async () => {
    const { guard, did } = guardOf({ running: ['primes', 'make -j4'] });
    await guard.request(false);
    expect(did).toEqual(['ask primes,make -j4', 'stop', 'quit']);
  });

  it('stays when the person wants to keep the run, and asks again the next time', async () => {
    const { guard, did } = guardOf({ running: ['primes'], answer: false });
    await guard.request(false);
    await guard.request(false);
    expect(did).toEqual(['ask primes', 'ask primes']);
    expect(guard.holds).toBe(true);
  });

  it('asks nobody after a signal', async () => {
    const { guard, did } = guardOf({ running: ['primes'] });
    await guard.request(true);
    expect(did).toEqual(['stop', 'quit']);
  });

  it('lets a signal through while the question stands', async () => {
    let answer: (value: boolean) => void = () => undefined;
    const question = new Promise<boolean>((resolve) => (answer = resolve));
    const quit = vi.fn();
    const guard = new QuitGuard({
      running: () => ['primes'],
      mayQuit: () => question,
      stopAll: () => Promise.resolve(),
      quit,
    });
    const asked = guard.request(false);
    await guard.request(true);
    answer(false);
    await asked;
    expect(quit).toHaveBeenCalledTimes(1);
    expect(guard.holds).toBe(false);
  });

  it('quits once, however often it is asked, and also when stopping failed', async () => {
    const { guard, did } = guardOf({ stops: Promise.reject(new Error('stuck')) });
    await expect(guard.request(false)).rejects.toThrow('stuck');
    await guard.request(false);
    expect(did).toEqual(['stop', 'quit']);
  });
});
