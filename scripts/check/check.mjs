/** `npm run check`: what can be said of the code without running it, one line a step. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureDependencies } from '../setup/dependencies.mjs';
import { inProject } from '../setup/project.mjs';
import { lastLines, run, say, seconds } from '../setup/step.mjs';
import { outcomeOf } from './outcome.mjs';

const LINES_OF_A_FAILURE = 60;
const KNIP = 'knip@6.44.2';

const tool = (name, path, ...args) => ({
  name,
  command: process.execPath,
  args: [inProject('node_modules', path), ...args],
});

// The slow ones first, so that the quick ones fill up the second core.
const steps = [
  tool('lint', 'eslint/bin/eslint.js', '.'),
  tool('types', 'typescript/bin/tsc', '-b'),
  tool('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  tool('plan', 'dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'test', '--config', '.dependency-cruiser.cjs'),
  { name: 'dead code', command: 'npx', args: ['--yes', KNIP], isFetched: true },
];

export async function check() {
  await ensureDependencies();
  const waiting = [...steps];
  const outcomes = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) outcomes.push(await tell(next));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  const failed = outcomes.filter((outcome) => outcome === 'failed').length;
  mkdirSync(inProject('test-results'), { recursive: true });
  writeFileSync(inProject('test-results', 'check.json'), JSON.stringify({ failed }));
  say(failed === 0 ? 'check: all is well' : `check: ${failed} of ${steps.length} steps failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function tell(step) {
  const startedAt = performance.now();
  const result = await run(step.command, step.args, {
    cwd: inProject(),
    shell: process.platform === 'win32' && step.isFetched,
    timeout: step.isFetched ? 120_000 : 600_000,
  });
  const outcome = outcomeOf(step, result);
  say(`${step.name}: ${outcome} in ${seconds(performance.now() - startedAt)}`);
  if (outcome === 'failed') say(lastLines(result.output, LINES_OF_A_FAILURE));
  if (outcome === 'skipped') say(`  ${step.args.at(-1)} could not be fetched or started here`);
  return outcome;
}
