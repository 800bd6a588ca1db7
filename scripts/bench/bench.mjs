/**
 * `npm run bench -- [GROUP...] [LINE...] [--list] [--repeats N] [--json FILE] [--profile FOLDER]`:
 * runs what `bench/` holds. Lines are named within a group: `pool tiny64 map`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withDisplay } from '../setup/display.mjs';
import { inProject } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say, StepError, voice } from '../setup/step.mjs';
import { compare, round, summarise, toJson } from './compare.mjs';
import { compareMany, ratioTo, toJsonLines } from './compare-many.mjs';

/** @param {readonly string[]} args */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      list: { type: 'boolean' },
      json: { type: 'string' },
      repeats: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const groups = readGroups();
  if (values.list) return list(groups);
  const { chosen, only } = choose(groups, positionals);
  const repeats = values.repeats === undefined ? undefined : requireCount(values.repeats);
  await setUp({ tests: true });
  const options = { only, repeats, profile: values.profile && resolve(values.profile) };
  const lines = await withDisplay((env) => runAll(chosen, { env, ...options }));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, undefined, 2)}\n`);
}

/** Names of the files in `bench/`, each a group of benchmarks. */
function readGroups() {
  const files = readdirSync(inProject('bench')).filter((name) => name.endsWith('.mjs'));
  return files.map((name) => name.slice(0, -'.mjs'.length)).sort();
}

/** Names that are no group are lines of the group that is named. */
function choose(groups, names) {
  const chosen = names.filter((name) => groups.includes(name));
  const only = names.filter((name) => !groups.includes(name));
  if (only.length > 0 && chosen.length !== 1) {
    throw new StepError(`Expected one of the benchmarks ${groups.join(', ')}, found ${only[0]}.`);
  }
  return { chosen: names.length === 0 ? groups : chosen, only };
}

function requireCount(text) {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new StepError(`Expected a number of repeats from 1, found ${text}.`);
  return Number(text);
}

const load = (group) => import(pathToFileURL(inProject('bench', `${group}.mjs`)).href);

async function list(groups) {
  for (const group of groups) {
    const { about } = await load(group);
    say(`${group.padEnd(12)} ${about}`);
  }
}

async function runAll(groups, { env, repeats, ...options }) {
  const lines = [];
  for (const group of groups) {
    const { withBenchmarks } = await load(group);
    const run = async (benchmarks) => {
      for (const benchmark of benchmarks) {
        lines.push(...(await runOne({ ...benchmark, repeats: repeats ?? benchmark.repeats })));
      }
    };
    await withBenchmarks(env, run, options);
  }
  return lines;
}

async function runOne(benchmark) {
  if (benchmark.sides === undefined) {
    const outcome = await compare(benchmark);
    print(outcome);
    return [toJson(outcome)];
  }
  voice.stream.write(`\n${benchmark.name} `);
  const outcome = await compareMany(benchmark, () => voice.stream.write('.'));
  printMany(outcome);
  return toJsonLines(outcome);
}

function print({ benchmark, ours, peer, ratio, goal }) {
  const { name, title, unit, peerName, repeats } = benchmark;
  say(`\n${name}: ${title} (${repeats} samples a side)`);
  say(`  ours  ${spread(ours, unit)}`);
  say(`  peer  ${spread(peer, unit)}  ${peerName}`);
  say(`  ratio ${round(ratio)}, goal ${round(goal)}: ${ratio >= goal ? 'reached' : 'missed'}`);
}

function printMany({ line, figures, goals }) {
  say(` ${line.title} (${line.repeats} samples a side, ${line.better} is better)`);
  for (const [name, figure] of Object.entries(figures)) {
    const ratio = name === 'ours' ? '' : `ours ${round(ratioTo(name, line, figures))}x`;
    const extras = line.extras.flatMap(([title, key, unit]) => saySamples(title, figure.samples, key, unit));
    const notes = [ratio, figure.kind === 'thread' ? 'threads' : '', ...extras].filter((note) => note !== '');
    say(`  ${name.padEnd(12)} ${spread(figure, line.unit).padEnd(46)} ${notes.join(', ')}`);
  }
  for (const { text, least, against, ratio, value } of goals) {
    const found = value === undefined ? `${round(ratio ?? 0)}x, ${against}` : round(value);
    if (ratio === undefined) say(`  ?     ${text}: nobody to compare with`);
    else say(`  ${ratio >= least ? 'PASS' : 'MISS'}  ${text}: ${found}`);
  }
  const loads = figures.ours.samples.map(({ load }) => load);
  say(`  load of the machine ${Math.min(...loads)} .. ${Math.max(...loads)}`);
}

/** What else a side told of its samples, where it did. */
function saySamples(title, samples, key, unit) {
  const values = samples.map((sample) => sample[key]).filter((value) => value !== undefined && value !== null);
  if (values.length === 0) return [];
  if (values.some((value) => typeof value !== 'number')) return [`${title} ${[...new Set(values)].join('/')}`];
  return [`${title} ${round(summarise(values).median)} ${unit}`.trimEnd()];
}

function spread({ median, min, max }, unit) {
  return `${round(median)} ${unit} (${round(min)} .. ${round(max)})`;
}
