/**
 * When a mark of a lesson appears: at an event of a process (`process-exited of child`), at a
 * line of output (`output ready`), when a hang is told (`hang`).
 */
import type { RunEvent } from '../events';
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import { isNamed } from './named-process';

const EVENTS = [
  'process-started',
  'process-exited',
  'process-orphaned',
  'process-joined',
  'join-started',
  'join-returned',
  'signal-sent',
  'exception',
  'pool-opened',
  'pool-closed',
  'task-failed',
  'task-lost',
] as const;

const OF_EVENT = new RegExp(`^(${EVENTS.join('|')})(?: of (.+))?$`);
const OUTPUT = /^output (.+)$/;
const HANG = /^hang$/;

export function isOccasion(text: string): boolean {
  return [OF_EVENT, OUTPUT, HANG].some((pattern) => pattern.test(text));
}

/** When it came for the first time; `undefined` until it does. */
export function timeOf(occasion: string, model: RunModel): Milliseconds | undefined {
  const output = OUTPUT.exec(occasion)?.[1];
  if (output !== undefined) return model.output.entries.find(({ text }) => text.includes(output))?.t;
  if (HANG.test(occasion)) return model.hangs[0]?.told.t;
  const [, type, name] = OF_EVENT.exec(occasion) ?? [];
  return model.listed.entries.find(
    (event) => event.type === type && (name === undefined || isAbout(event, name, model)),
  )?.t;
}

/** A join is about the one that is joined. */
function isAbout(event: RunEvent, name: string, model: RunModel): boolean {
  const pid = 'childPid' in event ? event.childPid : 'pid' in event ? event.pid : undefined;
  const row = pid === undefined ? undefined : model.findProcess(pid);
  return row !== undefined && isNamed(row, name);
}
