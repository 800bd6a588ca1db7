/**
 * Which tests failed and what each said, for the end of the output: there a reader looks first,
 * and a log that was cut still has it. Pure: reports in, failures out.
 *
 * @typedef {{ name: string, message: string }} Failure
 */
import { stripVTControlCharacters } from 'node:util';

const LINES_OF_A_MESSAGE = 14;

/** @returns {readonly Failure[]} from the report of vitest's JSON reporter */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [{ name, message: message ?? '' }] : [];
    return failed.map(({ fullName, failureMessages }) => ({
      name: `${name} › ${fullName}`,
      message: (failureMessages ?? []).join('\n'),
    }));
  });
}

/** @returns {readonly Failure[]} from the report of Playwright's JSON reporter */
export function failuresOfPlaywright({ suites = [], errors }) {
  return [
    ...suites.flatMap((suite) => failuresIn(suite, [])),
    ...errors.map(({ message }) => named('outside of tests', message)),
  ];
}

function failuresIn(suite, above) {
  const path = [...above, suite.title];
  const here = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => named([...path, title].join(' › '), messagesOf(tests)));
  return [...here, ...(suite.suites ?? []).flatMap((inner) => failuresIn(inner, path))];
}

const messagesOf = (tests) =>
  tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message))).join('\n');

const named = (name, message) => ({ name, message: message ?? '' });

/** @param {Failure} failure @returns {string} some lines, the first of them its name */
export function failureText({ name, message }) {
  const lines = stripVTControlCharacters(message).split('\n');
  const shown = lines.slice(0, LINES_OF_A_MESSAGE).map((line) => `    ${line}`);
  const rest = lines.length - shown.length;
  return [`  × ${name}`, ...shown, ...(rest > 0 ? [`    (${rest} more lines above)`] : [])].join('\n');
}
