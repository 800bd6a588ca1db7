import { describe, expect, it } from 'vitest';
import { parseReport } from '../../../src/shared/report';
import { MAX_REPORT_LENGTH } from '../../../src/shared/report-socket';

const report = (given: object) => parseReport(JSON.stringify(given), 1000);

describe('a report of a program', () => {
  it('becomes an event in the time of the run', () => {
    expect(report({ at: 1250.5, type: 'join-started', pid: 10, childPid: 11 })).toEqual({
      type: 'join-started',
      t: 250.5,
      pid: 10,
      childPid: 11,
    });
  });

  it.each([
    ['not JSON', '{"at":1'],
    ['a list', '[1,2]'],
    ['null', 'null'],
    ['too long', JSON.stringify({ at: 1, type: 'exception', pid: 1, message: 'x'.repeat(MAX_REPORT_LENGTH) })],
    ['without a time', '{"type":"join-started","pid":10,"childPid":11}'],
    ['with a time that is text', '{"at":"1","type":"join-started","pid":10,"childPid":11}'],
    [
      'of a type that is the watcher’s to say',
      '{"at":1,"type":"process-exited","pid":1,"code":0,"signal":null,"seenBy":"kernel"}',
    ],
    ['with a field that is not its own', '{"at":1,"type":"join-started","pid":10,"childPid":11,"isAdmin":true}'],
    ['with a pid that cannot be', '{"at":1,"type":"join-started","pid":-1,"childPid":11}'],
    ['with a verdict of its own', '{"at":1,"type":"verdict","pid":1,"verdict":{}}'],
  ])('is refused when it is %s', (_, line) => {
    expect(parseReport(line, 0)).toBeUndefined();
  });

  it('cannot set the time of the run itself', () => {
    expect(report({ at: 1000, t: 99, type: 'join-started', pid: 10, childPid: 11 })?.t).toBe(0);
  });
});
