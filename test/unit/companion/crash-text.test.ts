import { describe, expect, it } from 'vitest';
import { CrashText } from '../../../src/main/companion/crash-text';

function read(...lines: readonly string[]) {
  const crash = new CrashText();
  crash.pid = 7;
  return { taken: lines.map((line) => crash.take(line, 5)), report: crash.report };
}

describe('the text that a process writes as it dies', () => {
  it('begins where faulthandler begins, even within a report that was cut off', () => {
    const { taken, report } = read('{"type":"x"}', '{"type":"joiFatal Python error: Aborted', '', '  File "a.py"');
    expect(taken).toEqual([false, true, true, true]);
    expect(report).toEqual({
      type: 'crash-report',
      at: 5,
      pid: 7,
      source: 'faulthandler',
      text: 'Fatal Python error: Aborted\n\n  File "a.py"',
    });
  });

  it('is not begun by a report that quotes one', () => {
    expect(read('{"type":"exception","message":"Fatal Python error: no"}').report).toBeUndefined();
  });
});
