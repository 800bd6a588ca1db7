import { needsLook } from '../../shared/model/needs-look';
import type { OpenRun } from './run-store';

/** What a run's icon says. `troubled`: it ended, and some end needs a look. */
export type RunState = 'running' | 'paused' | 'ok' | 'stopped' | 'troubled';

/** Whether the watched program still runs, here and now. */
export function isRunning(run: OpenRun): boolean {
  return run.isLive && run.model.ended === undefined;
}

export function runStateOf(run: OpenRun): RunState {
  if (isRunning(run)) return run.model.pausedMs === undefined ? 'running' : 'paused';
  const { ended, processes } = run.model;
  if (ended === undefined) return 'stopped';
  if (processes.some(needsLook)) return 'troubled';
  if (['stopped', 'killed', 'detached'].includes(ended.reason)) return 'stopped';
  return ended.reason === 'exited' && ended.exitCode === 0 ? 'ok' : 'troubled';
}

const INTERPRETERS = /^(python|node|bash|sh|zsh|deno|bun|ruby|perl|php|java)[\d.]*(\.exe)?$/i;

/** A run's name on its tab: `train.py` for `python3 -u train.py --epochs 3`, `make` for `make -j8`. */
export function shortTitleOf(argv: readonly string[]): string {
  const [program = '', ...rest] = argv;
  const name = baseOf(program);
  if (!INTERPRETERS.test(name)) return name;
  const place = rest.findIndex((argument) => !argument.startsWith('-'));
  const before = rest[place - 1];
  // Code on the command line has no name of its own.
  if (place === -1 || (before !== undefined && /^-(c|e|p|-eval|-print)$/.test(before))) return name;
  return baseOf(rest[place] ?? name);
}

function baseOf(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

/** With the home folder as `~`. */
export function withTilde(path: string, homeFolder: string): string {
  const isBelow = path === homeFolder || path.startsWith(`${homeFolder}/`) || path.startsWith(`${homeFolder}\\`);
  return homeFolder !== '' && isBelow ? `~${path.slice(homeFolder.length)}` : path;
}
