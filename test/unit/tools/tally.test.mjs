import { describe, expect, it } from 'vitest';
import {
  addUp,
  closingLine,
  isGreen,
  tallyOfPlaywright,
  tallyOfVitest,
  withExitCode,
} from '../../../scripts/test/tally.mjs';

const vitestReport = (testResults) => {
  const statuses = testResults.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const count = (status) => statuses.filter((found) => found === status).length;
  return {
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('skipped'),
    numTodoTests: count('todo'),
    testResults,
  };
};
const file = (status, ...statuses) => ({ status, assertionResults: statuses.map((each) => ({ status: each })) });

describe('tallies', () => {
  it('counts what vitest passed, failed and left out', () => {
    const report = vitestReport([file('failed', 'passed', 'failed'), file('passed', 'skipped', 'todo')]);
    expect(tallyOfVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    expect(tallyOfVitest(vitestReport([file('failed'), file('passed', 'passed')]))).toMatchObject({ failed: 1 });
  });

  it('counts what Playwright expected, and errors outside of tests', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('counts a runner that ended with an error as one failure unless it named its failures', () => {
    expect(withExitCode({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(withExitCode({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(withExitCode(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('adds up and closes with one plain line', () => {
    const total = addUp([
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ]);
    expect(closingLine(total)).toBe('5 passed, 1 failed');
    expect(closingLine({ ...total, skipped: 2 })).toBe('5 passed, 1 failed, 2 skipped');
  });

  it('is not green when nothing ran', () => {
    expect(isGreen({ passed: 0, failed: 0, skipped: 3 })).toBe(false);
    expect(isGreen({ passed: 1, failed: 0, skipped: 0 })).toBe(true);
  });
});
