/**
 * The filter of the process table.
 *
 *     worker            name, pid or command line contains it
 *     -worker           does not
 *     "two words"       as one
 *     name:w  pid:41  cmd:train  state:join  cause:memory  by:probe    that column contains it
 *     exit:signal  exit:error  exit:ok  exit:none  exit:SIGKILL  exit:3
 *     cpu>50  rss>=100MB  time<2s  threads>1  tasks=0
 *     wait>1s  switches>1000  taken>100  read>1MB  written>1MB
 *
 * All words must fit. Upper and lower case are alike.
 */
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';
import { exitOf } from '../../../shared/picture/exit';
import { stateOf } from './process-state';

export type Filter =
  | { readonly ok: true; readonly matches: (row: ProcessRow) => boolean }
  /** `id` is a key below `filter.` of the locales. */
  | { readonly ok: false; readonly id: string; readonly values: Readonly<Record<string, string>> };

type Test = (row: ProcessRow) => boolean;

const TEXTS: Readonly<Record<string, (row: ProcessRow) => string>> = {
  name: (row) => row.name,
  pid: (row) => String(row.pid),
  cmd: (row) => (row.argv ?? []).join(' '),
  state: stateOf,
  cause: (row) => row.verdict?.cause ?? '',
  by: (row) => row.seenBy,
};

const NUMBERS: Readonly<Record<string, (row: ProcessRow) => number | undefined>> = {
  cpu: (row) => row.cpu,
  time: (row) => row.cpuMs,
  rss: (row) => row.rss ?? row.peakRss,
  threads: (row) => row.threads,
  wait: (row) => row.coreWaitMs,
  switches: (row) => row.voluntary,
  taken: (row) => row.involuntary,
  read: (row) => row.readBytes,
  written: (row) => row.writtenBytes,
  tasks: (row) => row.tasksFinished + row.tasksFailed + row.tasksLost,
  pid: (row) => row.pid,
};

const TIMES = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const SIZES = { b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cpu: { '%': 1 },
  time: TIMES,
  wait: TIMES,
  rss: SIZES,
  read: SIZES,
  written: SIZES,
};

const COMPARE: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
};

/** Names that stand before `:` or a comparison, for the help. */
export const filterWords: readonly string[] = [...new Set([...Object.keys(TEXTS), 'exit', ...Object.keys(NUMBERS)])];

/** Reads a filter. An empty one fits every process. */
export function parseFilter(text: string): Filter {
  const tests: Test[] = [];
  for (const word of wordsOf(text)) {
    const isNegated = word.length > 1 && word.startsWith('-');
    const test = parseWord(isNegated ? word.slice(1) : word);
    if (typeof test !== 'function') return test;
    tests.push(isNegated ? (row) => !test(row) : test);
  }
  return { ok: true, matches: (row) => tests.every((test) => test(row)) };
}

/** A quote that was not closed yet reaches to the end: one is still typing. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)].map(([word]) => word.replaceAll('"', '')).filter(Boolean);
}

function parseWord(word: string): Test | Extract<Filter, { ok: false }> {
  const comparison = /^([a-z]+)(>=|<=|>|<|=)(.*)$/i.exec(word);
  if (comparison !== null) return parseComparison(comparison.slice(1) as [string, string, string]);
  const pair = /^([a-z]+):(.*)$/i.exec(word);
  return pair === null ? containsAnywhere(word) : parsePair(pair.slice(1) as [string, string]);
}

function parseComparison([key, operator, given]: [string, string, string]): Test | Extract<Filter, { ok: false }> {
  const name = key.toLowerCase();
  const read = NUMBERS[name];
  if (read === undefined) return fault('unknown-number', { word: key, known: Object.keys(NUMBERS).join(', ') });
  const limit = parseAmount(given, UNITS[name] ?? {});
  if (limit === undefined) {
    const units = Object.keys(UNITS[name] ?? {}).join(', ');
    return fault(units === '' ? 'not-a-count' : 'not-a-number', { word: key, given, units });
  }
  const compare = COMPARE[operator];
  return (row) => {
    const value = read(row);
    return value !== undefined && (compare?.(value, limit) ?? false);
  };
}

function parseAmount(given: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-z%]*)$/i.exec(given);
  if (match === null) return undefined;
  const [, digits = '', unit = ''] = match;
  const factor = unit === '' ? 1 : units[unit.toLowerCase()];
  return factor === undefined ? undefined : Number(digits) * factor;
}

function parsePair([key, wanted]: [string, string]): Test | Extract<Filter, { ok: false }> {
  const name = key.toLowerCase();
  if (name === 'exit') return exits(wanted.toLowerCase());
  const read = TEXTS[name];
  if (read === undefined) return fault('unknown-word', { word: key, known: filterWords.join(', ') });
  const needle = wanted.toLowerCase();
  return (row) => read(row).toLowerCase().includes(needle);
}

function exits(wanted: string): Test {
  switch (wanted) {
    case 'none':
      return (row) => !hasEnded(row);
    case 'ok':
      return (row) => exitOf(row)?.tone === 'ok';
    case 'signal':
      return (row) => typeof row.signal === 'string';
    case 'error':
      return (row) => exitOf(row)?.tone === 'early';
    default:
      return (row) => exitOf(row)?.status.toLowerCase().startsWith(wanted) ?? false;
  }
}

function containsAnywhere(word: string): Test {
  const needle = word.toLowerCase();
  return (row) =>
    row.name.toLowerCase().includes(needle) ||
    String(row.pid) === word ||
    (row.argv ?? []).some((argument) => argument.toLowerCase().includes(needle));
}

function fault(id: string, values: Readonly<Record<string, string>>): Extract<Filter, { ok: false }> {
  return { ok: false, id, values };
}
