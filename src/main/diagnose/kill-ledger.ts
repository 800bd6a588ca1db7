/** Who is on record for having sent a signal to a process. */
import type { Milliseconds } from '../../shared/units';
import { type ClosedFile, lineageOf, type SignalSent } from './case-file';

/** Clocks of two observers of one machine differ by less. */
const TOLERANCE: Milliseconds = 50;
/** SIGTERM, 5 s, SIGKILL: what Joinscope asked for has happened by then. */
const STOP_LADDER: Milliseconds = 6500;
/** These end nobody (signal(7)): a process that ended after one ended for another reason. */
const HARMLESS: ReadonlySet<string> = new Set(['SIGSTOP', 'SIGCONT']);

/** An entry of the ledger, and whether it names this very process. */
export interface LedgerEntry {
  readonly sent: SignalSent;
  /** False when it went to the process group of an ancestor. */
  readonly isDirect: boolean;
  /** The signal that was sent is the one that ended it. */
  readonly isSameSignal: boolean;
}

/** The last signal that Joinscope sent to the process, or to a group of its ancestors, in time to end it. */
export function findOwnEntry(file: ClosedFile): LedgerEntry | undefined {
  const { t, signal } = file.exit;
  for (const one of lineageOf(file)) {
    const inTime = one.signalsSent.filter(
      (sent) =>
        sent.by === 'joinscope' && !HARMLESS.has(sent.signal) && sent.t <= t + TOLERANCE && sent.t >= t - STOP_LADDER,
    );
    const sent = inTime.findLast((entry) => entry.signal === signal) ?? inTime.at(-1);
    if (sent !== undefined) return { sent, isDirect: one === file, isSameSignal: sent.signal === signal };
  }
  return undefined;
}

/** The last signal that the program itself sent to the process and that ended it. */
export function findProgramEntry(file: ClosedFile): SignalSent | undefined {
  const { t, signal } = file.exit;
  return file.signalsSent.findLast(
    (sent) => sent.by === 'program' && sent.t <= t + TOLERANCE && signal !== null && sent.signal === signal,
  );
}

/** The last signal that the program sent shortly before the process ended by itself. */
export function findHandledEntry(file: ClosedFile, within: Milliseconds): SignalSent | undefined {
  const { t } = file.exit;
  return file.signalsSent.findLast((sent) => sent.by === 'program' && sent.t <= t + TOLERANCE && sent.t >= t - within);
}

/** Whether a ledger holds the signal that ended the process. */
export function isSignalExplained(file: ClosedFile): boolean {
  return findProgramEntry(file) !== undefined || findOwnEntry(file)?.isSameSignal === true;
}
