/**
 * `npm test`: sets up what is missing, then runs the suites one after the other and adds them up.
 *
 * Every suite runs, also after one failed. The last line is `N passed, N failed`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { withDisplay } from '../setup/display.mjs';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { inProject } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say, seconds } from '../setup/step.mjs';
import { failureText } from './failures.mjs';
import { addUp, closingLine, isGreen, withExitCode } from './tally.mjs';
import { runSuite, suites } from './suites.mjs';
import { withTempFolder } from './temp-folder.mjs';

/** @param {readonly string[]} args names of suites (default: all); the rest goes to their runners, as filters */
export async function test(args) {
  const { chosen, rest } = choose(args);
  const isSetUp = await trySetUp(chosen);
  mkdirSync(inProject('test-results'), { recursive: true });
  // It costs every Node start 90 ms, and many tests start many.
  const { NODE_EXTRA_CA_CERTS: _slow, ...env } = process.env;
  const outcomes = [];
  await withTempFolder(env, (own) =>
    withDisplay(async (displayed) => {
      for (const suite of chosen) outcomes.push(await tell(suite, rest, displayed));
    }, own),
  );
  const tallies = outcomes.map(({ tally }) => tally);
  const total = withExitCode(addUp(tallies), isSetUp ? 0 : 1);
  writeFileSync(inProject('test-results', 'tests.json'), JSON.stringify(total));
  for (const failure of outcomes.flatMap(({ failures }) => failures)) say(`\n${failureText(failure)}`);
  say('');
  for (const [place, { name }] of chosen.entries()) say(`${name}: ${closingLine(tallies[place])}`);
  say(closingLine(total));
  process.exitCode = isGreen(total) ? 0 : 1;
}

/** Unit tests need neither Electron nor the build, and they run also where one of these failed. */
async function trySetUp(chosen) {
  await ensureDependencies();
  if (chosen.every(({ name }) => name === 'unit')) return true;
  try {
    await setUp({ tests: true });
    return true;
  } catch (error) {
    say(error.isExpected ? error.message : String(error.stack));
    return false;
  }
}

async function tell(suite, filters, env) {
  say(`\n${suite.name}`);
  const startedAt = performance.now();
  const outcome = await runSuite(suite, filters, env);
  say(`${suite.name}: took ${seconds(performance.now() - startedAt)}`);
  return outcome;
}

function choose(args) {
  const names = args.filter((arg) => suites.some(({ name }) => name === arg));
  const chosen = names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
  return { chosen, rest: args.filter((arg) => !names.includes(arg)) };
}
