import { describe, expect, it } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest, failureText } from '../../../scripts/test/failures.mjs';

describe('what failed', () => {
  it('is named by vitest with its file, and a file that could not be loaded by its error', () => {
    const testResults = [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'adds' },
          { status: 'failed', fullName: 'takes away', failureMessages: ['expected 1, got 2'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [] },
    ];
    expect(failuresOfVitest({ testResults })).toEqual([
      { name: 'a.test.ts › takes away', message: 'expected 1, got 2' },
      { name: 'b.test.ts', message: 'no such module' },
    ]);
  });

  it('is found by Playwright in suites within suites, and outside of tests', () => {
    const spec = (title, ok, message) => ({ title, ok, tests: [{ results: [{ errors: ok ? [] : [{ message }] }] }] });
    const inner = { title: 'started', specs: [spec('opens', true), spec('closes', false, 'timed out')] };
    const report = { suites: [{ title: 'home.spec.ts', suites: [inner] }], errors: [{ message: 'no display' }] };
    expect(failuresOfPlaywright(report)).toEqual([
      { name: 'home.spec.ts › started › closes', message: 'timed out' },
      { name: 'outside of tests', message: 'no display' },
    ]);
  });

  it('is told without colours and in bounded length', () => {
    const message = ['\u001B[31mwrong\u001B[39m', ...Array.from({ length: 20 }, (_, place) => `at ${place}`)].join(
      '\n',
    );
    const lines = failureText({ name: 'a', message }).split('\n');
    expect(lines.slice(0, 2)).toEqual(['  × a', '    wrong']);
    expect(lines.at(-1)).toBe('    (7 more lines above)');
  });
});
