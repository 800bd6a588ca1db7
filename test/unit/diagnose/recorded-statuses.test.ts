import { describe, expect, it } from 'vitest';
import { WINDOWS_STATUSES } from '../../fixtures/recorded/recorded';
import { verdictOn } from './play-run';

describe('statuses that others recorded on Windows', () => {
  it.each(WINDOWS_STATUSES)('$printed is $cause', ({ printed, cause }) => {
    const script = `0 run win32\n0 start 10 python.exe\n50 exit 10 ${printed}`;
    expect(verdictOn(10, script).cause).toBe(cause);
  });
});
