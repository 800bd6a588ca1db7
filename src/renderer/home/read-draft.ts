/** From what was typed to a command that main can run, or to the one thing that is in the way. Pure. */
import type { CommandSpec } from '../../shared/command';
import type { AppFacts } from '../../shared/ipc/contract';
import type { Settings } from '../../shared/settings';
import type { CommandDraft, EnvironmentRow } from '../store/view-store';
import { type Split, splitCommandLine } from './split-command-line';

/** What is in the way: a key below `form.problem.` of the texts, and what goes into it. */
export type Problem =
  | { readonly id: 'empty'; readonly field: 'line' }
  | { readonly id: 'open-quote'; readonly field: 'line'; readonly quote: string; readonly position: number }
  | { readonly id: 'open-escape'; readonly field: 'line'; readonly position: number }
  | { readonly id: 'relative-folder'; readonly field: 'cwd'; readonly found: string }
  | { readonly id: 'variable-name'; readonly field: 'environment'; readonly found: string }
  | { readonly id: 'time-limit'; readonly field: 'timeout'; readonly found: string };

export type Reading =
  { readonly ok: true; readonly command: CommandSpec } | { readonly ok: false; readonly problem: Problem };

export interface Surroundings {
  readonly facts: Pick<AppFacts, 'platform' | 'homeFolder' | 'cwd'>;
  readonly settings: Pick<Settings, 'lastCwd' | 'defaultCwd'>;
}

export function readDraft(draft: CommandDraft, surroundings: Surroundings): Reading {
  const argv = readArgv(draft, surroundings);
  if (!Array.isArray(argv)) return { ok: false, problem: argv as Problem };
  const cwd = folderOf(draft, surroundings);
  const problem = problemOfFolder(cwd, surroundings) ?? problemOfNames(draft.environment) ?? problemOfLimit(draft);
  if (problem !== undefined) return { ok: false, problem };
  const command = { argv: argv as string[], cwd, env: environmentOf(draft.environment), shell: draft.shell };
  const timeout = draft.timeout.trim();
  return { ok: true, command: timeout === '' ? command : { ...command, timeoutMs: Number(timeout) * 1000 } };
}

/** The line as the form shows it: split, or whole for a shell. */
export function splitOf({ line }: CommandDraft, { facts }: Surroundings): Split {
  return splitCommandLine(line, { isBackslashPlain: facts.platform === 'win32' });
}

/** Where it runs: what was typed, else where the settings say, else where the last command ran, else where Joinscope was started. */
export function folderOf(draft: CommandDraft, { facts, settings }: Surroundings): string {
  const typed = draft.cwd.trim();
  if (typed === '') return settings.defaultCwd ?? settings.lastCwd ?? facts.cwd;
  return typed === '~' || /^~[\\/]/.test(typed) ? facts.homeFolder + typed.slice(1) : typed;
}

function readArgv(draft: CommandDraft, surroundings: Surroundings): readonly string[] | Problem {
  if (draft.line.trim() === '') return { id: 'empty', field: 'line' };
  if (draft.shell) return [draft.line.trim()];
  const split = splitOf(draft, surroundings);
  if (split.ok) return split.words.map(({ text }) => text);
  const { problem: id, position } = split;
  return id === 'open-quote' ? { id, field: 'line', quote: split.quote, position } : { id, field: 'line', position };
}

function problemOfFolder(cwd: string, { facts }: Surroundings): Problem | undefined {
  const isAbsolute = facts.platform === 'win32' ? /^([a-z]:[\\/]|\\\\)/i.test(cwd) : cwd.startsWith('/');
  return isAbsolute ? undefined : { id: 'relative-folder', field: 'cwd', found: cwd };
}

function problemOfNames(rows: readonly EnvironmentRow[]): Problem | undefined {
  const wrong = filledOf(rows).find(({ name }) => name.trim() === '' || /[=\0]/.test(name));
  return wrong && { id: 'variable-name', field: 'environment', found: wrong.name };
}

function problemOfLimit({ timeout }: CommandDraft): Problem | undefined {
  const typed = timeout.trim();
  const isFine = typed === '' || (Number.isFinite(Number(typed)) && Number(typed) > 0);
  return isFine ? undefined : { id: 'time-limit', field: 'timeout', found: typed };
}

function environmentOf(rows: readonly EnvironmentRow[]): Record<string, string> {
  return Object.fromEntries(filledOf(rows).map(({ name, value }) => [name.trim(), value]));
}

/** A row in which nothing was typed is no row. */
function filledOf(rows: readonly EnvironmentRow[]): readonly EnvironmentRow[] {
  return rows.filter(({ name, value }) => name !== '' || value !== '');
}
