/** `npm run bench -- [NAME] [--list] [--json FILE]`: runs what `bench/` holds. */
import { readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withDisplay } from '../setup/display.mjs';
import { inProject } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say, StepError } from '../setup/step.mjs';
import { compare, round, toJson } from './compare.mjs';

/** @param {readonly string[]} args */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { list: { type: 'boolean' }, json: { type: 'string' } },
  });
  const groups = readGroups();
  if (values.list) return list(groups);
  const chosen = choose(groups, positionals);
  await setUp({ tests: true });
  const lines = await withDisplay((env) => runAll(chosen, env));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, undefined, 2)}\n`);
}

/** Names of the files in `bench/`, each a group of benchmarks. */
function readGroups() {
  const files = readdirSync(inProject('bench')).filter((name) => name.endsWith('.mjs'));
  return files.map((name) => name.slice(0, -'.mjs'.length)).sort();
}

function choose(groups, names) {
  const unknown = names.find((name) => !groups.includes(name));
  if (unknown !== undefined) {
    throw new StepError(`Expected one of the benchmarks ${groups.join(', ')}, found ${unknown}.`);
  }
  return names.length === 0 ? groups : names;
}

const load = (group) => import(pathToFileURL(inProject('bench', `${group}.mjs`)).href);

async function list(groups) {
  for (const group of groups) {
    const { about } = await load(group);
    say(`${group.padEnd(12)} ${about}`);
  }
}

async function runAll(groups, env) {
  const lines = [];
  for (const group of groups) {
    const { withBenchmarks } = await load(group);
    await withBenchmarks(env, async (benchmarks) => {
      for (const benchmark of benchmarks) {
        const outcome = await compare(benchmark);
        print(outcome);
        lines.push(toJson(outcome));
      }
    });
  }
  return lines;
}

function print({ benchmark, ours, peer, ratio, goal }) {
  const { name, title, unit, peerName, repeats } = benchmark;
  say(`\n${name}: ${title} (${repeats} samples a side)`);
  say(`  ours  ${spread(ours, unit)}`);
  say(`  peer  ${spread(peer, unit)}  ${peerName}`);
  say(`  ratio ${round(ratio)}, goal ${round(goal)}: ${ratio >= goal ? 'reached' : 'missed'}`);
}

function spread({ median, min, max }, unit) {
  return `${round(median)} ${unit} (${round(min)} .. ${round(max)})`;
}
