/** Ends that came with the end of a relative, or over the whole group at once. */
import type { ClosedFile, Situation } from '../case-file';
import { isClosed } from '../case-file';
import { type Finding, type Rung, ruledOut } from '../rung';
import { groupSignals } from '../signals';
import { say } from '../statement';
import { findException } from './own-exception';

/** A signal that the kernel sends at the parent's end (PR_SET_PDEATHSIG) comes within this. */
const PARENT_DEATH_SIGNAL = 50;
/** What reading from, or writing to, a process that is gone raises. */
const BROKEN_CONNECTION = /^(?:BrokenPipeError|EOFError|ConnectionResetError|ConnectionRefusedError)$/;

export const wholeGroup: Rung = {
  name: 'whole group at once',
  source: 'exit-status of several processes within 50 ms; termios(3): a terminal signals the foreground group',
  judge(situation) {
    const { file } = situation;
    const { signal } = file.exit;
    if (signal === null) return interrupted(situation);
    if (!groupSignals.has(signal) || !isWholeGroup(situation)) return undefined;
    return {
      cause: 'signal',
      confidence: 'very-likely',
      title: titleOf(signal, file.name),
      evidence: [say('seen.at-once', { signal })],
      advice: signal === 'SIGHUP' ? [say('try.nohup')] : [],
    };
  },
};

/**
 * A program ends several of its children with SIGTERM at once, so that one counts only when
 * the parent got it too. The others come from a terminal and from nowhere else by habit.
 */
function isWholeGroup({ file, companions }: Situation): boolean {
  if (companions.length === 0) return false;
  if (file.exit.signal !== 'SIGTERM' || file.parent === undefined) return true;
  return companions.some((other) => other === file.parent);
}

function titleOf(signal: string, name: string) {
  if (signal === 'SIGINT') return say('title.interrupted', { name });
  if (signal === 'SIGHUP') return say('title.hung-up', { name });
  return say('title.group-signal', { name, signal });
}

/** A multiprocessing child turns Ctrl-C into KeyboardInterrupt and leaves with status 1. */
function interrupted(situation: Situation): Finding | undefined {
  const exception = findException(situation);
  if (situation.file.exit.code !== 1 || exception?.type !== 'KeyboardInterrupt') return undefined;
  return {
    cause: 'signal',
    confidence: exception.how === 'possible' ? 'likely' : 'very-likely',
    title: say('title.interrupted', { name: situation.file.name }),
    evidence: [say('seen.keyboard-interrupt')],
    advice: [],
  };
}

export const parentFirst: Rung = {
  name: 'parent ended first',
  source: 'wait(2), prctl(2) PR_SET_PDEATHSIG, signal(7) SIGPIPE; CPython BrokenPipeError, EOFError',
  judge(situation) {
    const { file } = situation;
    const parent = file.parent;
    if (parent === undefined) return undefined;
    const since = sinceParent(file);
    if (since === undefined)
      return file.exit.signal === null || isClosed(parent)
        ? undefined
        : ruledOut(say('out.parent', { parent: parent.name }));
    return broken(situation, since) ?? takenAlong(file, since);
  },
};

/** How long the parent had been gone; `undefined` when it was there. */
function sinceParent(file: ClosedFile): number | undefined {
  const gone = file.parent?.exit?.t ?? file.orphanedMs;
  return gone === undefined || gone > file.exit.t ? undefined : file.exit.t - gone;
}

/** It wrote to, or read from, the parent that was gone. */
function broken(situation: Situation, since: number): Finding | undefined {
  const { file } = situation;
  const exception = findException(situation);
  const isBroken = exception !== undefined && BROKEN_CONNECTION.test(exception.type) && file.exit.code === 1;
  if (file.exit.signal !== 'SIGPIPE' && !isBroken) return undefined;
  return {
    cause: 'parent-exited-first',
    confidence: 'very-likely',
    title: say('title.parent-gone-pipe', { name: file.name, parent: parentName(file) }),
    evidence: [
      say('seen.parent-ended', { parent: parentName(file), before: since }),
      isBroken ? say('seen.exception', { error: exception.text }) : say('seen.sigpipe'),
    ],
    advice: [say('try.join-children')],
  };
}

/** A signal in the instant of the parent's end, which was not the parent's own. */
function takenAlong(file: ClosedFile, since: number): Finding | undefined {
  const { signal } = file.exit;
  if (signal === null || since > PARENT_DEATH_SIGNAL || file.parent?.exit?.signal === signal) return undefined;
  return {
    cause: 'parent-exited-first',
    confidence: 'likely',
    title: say('title.parent-took-along', { name: file.name, parent: parentName(file) }),
    evidence: [say('seen.parent-ended', { parent: parentName(file), before: since })],
    advice: [say('try.join-children')],
  };
}

function parentName(file: ClosedFile): string {
  return file.parent?.name ?? '';
}
