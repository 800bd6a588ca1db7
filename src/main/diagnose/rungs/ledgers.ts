/** Ends that somebody on record asked for. */
import type { Statement } from '../../../shared/verdict';
import { type ClosedFile, POOL_WORKER, type SignalSent, type Situation } from '../case-file';
import { findHandledEntry, findOwnEntry, findProgramEntry, type LedgerEntry } from '../kill-ledger';
import { type Finding, type Rung, ruledOut } from '../rung';
import { placeOf } from '../place';
import { signalOfStatus } from '../signals';
import { say } from '../statement';

export const ownLedger: Rung = {
  name: "Joinscope's ledger",
  source: 'signal-sent by joinscope: pid and signal, before the end',
  judge({ file }) {
    const entry = findOwnEntry(file);
    if (entry === undefined) return file.exit.signal === null ? undefined : ruledOut(say('out.joinscope'));
    if (file.orphanedMs !== undefined && entry.sent.reason === 'cleanup') return leftBehind(file, entry);
    const reason = entry.sent.reason ?? 'stop';
    const { signal } = entry.sent;
    const waited = Math.max(0, file.exit.t - entry.sent.t);
    return {
      cause: 'stopped-by-user',
      confidence: confidenceIn(entry, file),
      title: say(`title.stopped-${reason}`, { name: file.name }),
      evidence: [
        entry.isDirect
          ? say('seen.joinscope-sent', { signal, waited })
          : say('seen.joinscope-sent-group', { signal, waited }),
      ],
      advice: reason === 'timeout' ? [say('try.timeout')] : [],
    };
  },
};

/** An end by another signal, or by a status, may have come by itself at that very moment. */
function confidenceIn({ isDirect, isSameSignal }: LedgerEntry, { exit }: ClosedFile) {
  if (isSameSignal) return isDirect ? 'certain' : 'very-likely';
  return exit.code === 0 ? 'likely' : 'very-likely';
}

function leftBehind(file: ClosedFile, { sent }: LedgerEntry): Finding {
  return {
    cause: 'parent-exited-first',
    confidence: 'certain',
    title: say('title.orphan-cleaned', { name: file.name }),
    evidence: [
      say('seen.orphaned', { before: Math.max(0, file.exit.t - (file.orphanedMs ?? file.exit.t)) }),
      say('seen.joinscope-sent', { signal: sent.signal, waited: Math.max(0, file.exit.t - sent.t) }),
    ],
    advice: [say('try.join-children')],
  };
}

export const programLedger: Rung = {
  name: "the program's ledger",
  source: 'signal-sent by the program: CPython audit events os.kill, os.killpg; wrapped process.kill of Node',
  judge(situation) {
    const { file, isProgramProbed } = situation;
    const sent = findProgramEntry(file);
    if (sent !== undefined) return terminated(file, sent);
    return (
      poolTerminated(situation) ??
      handled(file) ??
      (notSent(file, isProgramProbed) ? ruledOut(say('out.program')) : undefined)
    );
  },
};

function notSent(file: ClosedFile, isProgramProbed: boolean): boolean {
  return isProgramProbed && file.exit.signal !== null;
}

function terminated(file: ClosedFile, sent: SignalSent): Finding {
  return {
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: titleOf(file, sent),
    evidence: [ledgerLine(file, sent)],
    advice: adviceOn(file, sent),
  };
}

/**
 * No line of the user's on the stack: Python's own end does that (multiprocessing/util.py, _exit_function), or a
 * thread of a library's, such as that of ProcessPoolExecutor when one of its workers has died.
 */
const isOfLibrary = ({ file = '' }: SignalSent) => /multiprocessing[\\/](?:util|process|popen_\w+)\.py$/.test(file);
const isAtExit = (sent: SignalSent) => isOfLibrary(sent) && (sent.via === undefined || sent.via === '_exit_function');
/** A worker of a pool, by its pool, its name, or the place that ended it. */
const isOfPool = (file: ClosedFile, sent: SignalSent) =>
  isClosedByTerminate(file) ||
  (file.pool !== undefined && isOfLibrary(sent) && !isAtExit(sent)) ||
  /multiprocessing[\\/]pool\.py$/.test(sent.file ?? '') ||
  (POOL_WORKER.test(file.name) && sent.byPid === file.parent?.pid && sent.signal === 'SIGTERM');

function titleOf(file: ClosedFile, sent: SignalSent): Statement {
  const { name } = file;
  if (sent.byPid === file.pid) return say('title.ended-itself', { name, signal: sent.signal });
  if (isOfPool(file, sent)) return say('title.ended-with-pool', { name });
  if (isAtExit(sent)) return say('title.ended-as-daemon', { name });
  if (sent.file === undefined || isOfLibrary(sent)) return say('title.ended-by-program', { name, signal: sent.signal });
  return say('title.ended-by-program-at', { name, place: placeOf(sent) });
}

function ledgerLine(file: ClosedFile, sent: SignalSent): Statement {
  const waited = Math.max(0, file.exit.t - sent.t);
  const byPid = sent.byPid ?? 0;
  if (sent.file !== undefined)
    return say('seen.program-sent-at', { signal: sent.signal, waited, byPid, place: placeOf(sent) });
  return sent.byPid === undefined
    ? say('seen.program-sent', { signal: sent.signal, waited })
    : say('seen.program-sent-by', { signal: sent.signal, waited, byPid });
}

function adviceOn(file: ClosedFile, sent: SignalSent): readonly Statement[] {
  if (isOfPool(file, sent)) return file.held.size > 0 ? [say('try.pool-close')] : [];
  if (isAtExit(sent)) return [say('try.join-daemon')];
  return sent.file === undefined ? [] : [say('try.look-at-place', { place: placeOf(sent) })];
}

function isClosedByTerminate({ pool, exit }: ClosedFile): boolean {
  return pool?.closed?.how === 'terminate' && pool.closed.t <= exit.t + 50;
}

/** No entry names the worker, but its pool was terminated and SIGTERM is what that sends. */
function poolTerminated({ file }: Situation): Finding | undefined {
  const { signal, t } = file.exit;
  if (!isClosedByTerminate(file) || (signal !== 'SIGTERM' && signal !== 'SIGKILL')) return undefined;
  return {
    cause: 'terminated-by-program',
    confidence: 'very-likely',
    title: say('title.ended-with-pool', { name: file.name }),
    evidence: [say('seen.pool-terminated', { before: Math.max(0, t - (file.pool?.closed?.t ?? t)) })],
    advice: file.held.size > 0 ? [say('try.pool-close')] : [],
  };
}

/** The process caught the signal and left with the status that stands for it, or KeyboardInterrupt's. */
function handled(file: ClosedFile): Finding | undefined {
  const { code } = file.exit;
  const sent = findHandledEntry(file, 2000);
  if (sent === undefined || code === null || code === 0) return undefined;
  const isPassedOn = signalOfStatus(code) === sent.signal;
  const isInterrupt = sent.signal === 'SIGINT' && code === 1;
  if (!isPassedOn && !isInterrupt) return undefined;
  return { ...(terminated(file, sent) as Exclude<Finding, { ruledOut: unknown }>), confidence: 'very-likely' };
}
