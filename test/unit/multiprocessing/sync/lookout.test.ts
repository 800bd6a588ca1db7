import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lookout } from '../../../../src/main/multiprocessing/sync/home/lookout';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client whose word and whose position can be set; counts the looks at it. */
function watched() {
  const client = { isHot: false, position: 0 };
  const look = vi.fn();
  return { client, look, lookout: new Lookout(client, look) };
}

describe('looking for what a client holds back', () => {
  it('happens only after the client said that there may be something', () => {
    const { client, look, lookout } = watched();
    lookout.heard();
    vi.advanceTimersByTime(1000);
    expect(look).not.toHaveBeenCalled();
    client.isHot = true;
    lookout.heard();
    vi.advanceTimersByTime(2);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it('looks once more after the word was cleared, and then no more', () => {
    const { client, look, lookout } = watched();
    client.isHot = true;
    lookout.heard();
    client.isHot = false;
    vi.advanceTimersByTime(10_000);
    expect(look).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is rarer while nothing is found, and frequent again when something comes', () => {
    const { client, look, lookout } = watched();
    client.isHot = true;
    lookout.heard();
    vi.advanceTimersByTime(2 + 4 + 8 + 16 + 32 + 64 + 64);
    expect(look).toHaveBeenCalledTimes(7);
    lookout.heard();
    look.mockImplementation(() => (client.position += 1));
    vi.advanceTimersByTime(10);
    expect(look).toHaveBeenCalledTimes(7 + 5);
  });

  it('ends with the client', () => {
    const { client, look, lookout } = watched();
    client.isHot = true;
    lookout.heard();
    lookout.end();
    vi.advanceTimersByTime(1000);
    expect(look).not.toHaveBeenCalled();
  });
});
