/**
 * What a suite's report says, as numbers. Pure: reports in, tallies out.
 *
 * A file that could not be loaded holds no test that failed, and a runner can end with an
 * error though all its tests passed; both count as one failure, or they would go unseen.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @returns {Tally} from the report of vitest's JSON reporter */
export function tallyOfVitest(report) {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @returns {Tally} from the report of Playwright's JSON reporter; flaky is what passed on a second try */
export function tallyOfPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

/**
 * @param {Tally | undefined} tally undefined when the runner left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withExitCode(tally, exitCode) {
  const known = tally ?? { passed: 0, failed: 0, skipped: 0 };
  return exitCode !== 0 && known.failed === 0 ? { ...known, failed: 1 } : known;
}

/** @param {readonly Tally[]} tallies */
export function addUp(tallies) {
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** @param {Tally} tally */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Nothing failed, and there was something to fail. @param {Tally} tally */
export const isGreen = ({ passed, failed }) => failed === 0 && passed > 0;
