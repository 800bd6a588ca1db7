/**
 * What the library does, as lines on stderr, after CPython's `multiprocessing.log_to_stderr`:
 * the events that a listener would get, in its format, `[INFO/MainProcess] text`.
 */
import type { Fact } from '../../shared/events';
import { ownName } from './process/identity';
import { requireKind } from './require-argument';

const LEVELS = ['debug', 'info', 'warning', 'error'] as const;

export type LogLevel = (typeof LEVELS)[number];

/** Writes lines of the program's own among those of the library, where these are written. */
export type Logger = Readonly<Record<LogLevel, (message: string) => void>>;

/** In the environment, so that children log as their parent does; it may also be set from outside. */
const VARIABLE = 'JOINSCOPE_LOG';

/** What does not change what a program gets: too much to be read unless asked for. */
const DETAILS: ReadonlySet<Fact['type']> = new Set([
  'join-started',
  'join-returned',
  'lock-holder',
  'lock-tally',
  'queue-depth',
  'task-submitted',
  'task-started',
  'task-finished',
  'task-tally',
  'wait-started',
  'wait-ended',
]);
const LEVEL_OF: Readonly<Partial<Record<Fact['type'], LogLevel>>> = {
  exception: 'error',
  'pool-broken': 'error',
  'task-failed': 'warning',
  'task-lost': 'warning',
  'task-retried': 'warning',
};

/**
 * Writes what the library does to stderr, in this process and in the children that it starts
 * from now on: for pools, processes and what is shared that are made after the call.
 *
 * @param level `debug`: every task, join and wait. `info`: pools, processes, signals.
 */
export function logToStderr(level: LogLevel = 'info'): Logger {
  requireKind('the level of logToStderr', level, LEVELS);
  process.env[VARIABLE] = level;
  return getLogger();
}

/** The logger of the library. It writes nothing unless {@link logToStderr} was called, here or in a parent. */
export function getLogger(): Logger {
  return logger;
}

const logger: Logger = {
  debug: (message) => write('debug', message),
  info: (message) => write('info', message),
  warning: (message) => write('warning', message),
  error: (message) => write('error', message),
};

/** Whether anything is written; asked when an object is made, not for each event. */
export function isLogging(): boolean {
  return lowestLevel() < LEVELS.length;
}

/** Writes an event: its type and what it says, `task-lost task=3 worker=worker-1`. */
export function logFact(fact: Fact): void {
  const level = LEVEL_OF[fact.type] ?? (DETAILS.has(fact.type) ? 'debug' : 'info');
  if (LEVELS.indexOf(level) < lowestLevel()) return;
  const { type, ...fields } = fact;
  const said = Object.entries(fields).map(([name, value]) => ` ${name}=${sayField(value)}`);
  write(level, `${type}${said.join('')}`);
}

/** As in logfmt: quoted where a word would not do. */
function sayField(value: unknown): string {
  if (typeof value === 'string') return /^[\w./:-]+$/.test(value) ? value : JSON.stringify(value);
  // Times: a microsecond is fine enough.
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : JSON.stringify(value);
}

function write(level: LogLevel, message: string): void {
  if (LEVELS.indexOf(level) < lowestLevel()) return;
  process.stderr.write(`[${level.toUpperCase()}/${ownName()}] ${message}\n`);
}

/** Position of the lowest level that is written; behind the last when none is. */
function lowestLevel(): number {
  const index = LEVELS.indexOf(process.env[VARIABLE] as LogLevel);
  return index < 0 ? LEVELS.length : index;
}
