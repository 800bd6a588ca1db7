/** The five suites, how each is started, and where its report is read from. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { endWithUs } from '../setup/end-with-us.mjs';
import { inProject } from '../setup/project.mjs';
import { say } from '../setup/step.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';
import { tallyOfPlaywright, tallyOfVitest, withExitCode } from './tally.mjs';

/** A suite that hangs is ended; a slow machine is not punished. */
const LIMIT_MS = 20 * 60_000;
const KILL_AFTER_MS = 5000;

const vitest = (name) => ({
  name,
  command: [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', name, '--passWithNoTests'],
  reporters: (report) => ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  environment: () => ({}),
  tallyOf: tallyOfVitest,
  failuresOf: failuresOfVitest,
});

export const suites = [
  vitest('unit'),
  vitest('integration'),
  vitest('scenarios'),
  vitest('lessons'),
  {
    name: 'e2e',
    command: [inProject('node_modules', '@playwright', 'test', 'cli.js'), 'test', '--pass-with-no-tests'],
    reporters: () => ['--reporter=list,json'],
    environment: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report }),
    tallyOf: tallyOfPlaywright,
    failuresOf: failuresOfPlaywright,
  },
];

/**
 * Runs a suite to its end.
 *
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, failures: readonly import('./failures.mjs').Failure[] }>}
 */
export async function runSuite(suite, filters, env) {
  const path = inProject('test-results', `${suite.name}.json`);
  rmSync(path, { force: true });
  const args = [...suite.command, ...suite.reporters(path), ...filters];
  const exitCode = await exitCodeOf(args, { ...env, ...suite.environment(path) });
  const report = readReport(suite, path);
  return {
    tally: withExitCode(report && suite.tallyOf(report), exitCode),
    failures: report ? suite.failuresOf(report) : [],
  };
}

function readReport(suite, path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    say(`${suite.name}: its report could not be read (${error.message})`);
    return undefined;
  }
}

function exitCodeOf(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: inProject(), env, stdio: ['ignore', 'inherit', 'inherit'] });
    endWithUs(child);
    const ending = setTimeout(() => endIt(child), LIMIT_MS);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(ending);
      resolve(code ?? 1);
    });
  });
}

function endIt(child) {
  say(`The suite was still running after ${LIMIT_MS / 60_000} minutes and is ended.`);
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
}
