import { describe, expect, it } from 'vitest';
import { causeKeyOf } from '../../../src/shared/verdict';

describe('the words for a cause', () => {
  it('say of a time limit that it was one, and not that a person stopped it', () => {
    const cause = 'stopped-by-user';
    expect(causeKeyOf({ cause, title: { id: 'title.stopped-timeout' } })).toBe('timed-out');
    expect(causeKeyOf({ cause, title: { id: 'title.stopped-stop' } })).toBe('stopped-by-user');
  });

  it('are those of its cause otherwise', () => {
    expect(causeKeyOf({ cause: 'crash', title: { id: 'title.crash-segv' } })).toBe('crash');
  });
});
