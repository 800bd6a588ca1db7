/** An exception that nobody caught. */
import type { Confidence, Statement } from '../../../shared/verdict';
import type { VerdictTextId } from '../../../shared/verdict-text';
import type { Situation } from '../case-file';
import { mayEndByException } from '../interpreters';
import { type Finding, type Rung, ruledOut } from '../rung';
import { say } from '../statement';
import { exceptionConfidence } from './limits';
import { findException, type OwnException } from './own-exception';
import { unreadAdvice, unreadNote } from './unread-stderr';

/** Status that Python (1) and Node (1, 7: its own handler failed) leave after one. */
const STATUSES: ReadonlySet<number | null> = new Set([1, 7]);

export const uncaughtException: Rung = {
  name: 'uncaught exception',
  source: 'CPython sys.excepthook and Process._bootstrap (status 1); Node uncaughtException (status 1, 7)',
  judge(situation) {
    const { file } = situation;
    if (!STATUSES.has(file.exit.code)) return undefined;
    const exception = findException(situation);
    if (exception === undefined) return noneSeen(situation);
    const confidence = exceptionConfidence(exception);
    if (confidence === 'unknown') return ambiguous(situation.file.name, exception);
    return {
      cause: 'uncaught-exception',
      confidence,
      title: say('title.uncaught-exception', { name: file.name, error: exception.text }),
      evidence: evidenceOf(exception, confidence),
      advice: adviceOn(exception, file.parent !== undefined && file.startMethod !== undefined),
    };
  },
};

/** That none was seen excludes one only where somebody would have seen it. */
function noneSeen(situation: Situation): Finding | undefined {
  const { file, isWindows, unreadStderr } = situation;
  if (isWindows) return undefined;
  if (file.isProbed || unreadStderr === undefined) return ruledOut(say('out.exception'));
  if (file.exit.code !== 1 || !mayEndByException(file.program)) return undefined;
  return {
    cause: 'unknown',
    confidence: 'unknown',
    title: say('title.exception-or-status', { name: file.name }),
    evidence: unreadNote(situation),
    advice: [say('try.probes'), ...unreadAdvice(situation)],
  };
}

const TRACEBACKS: Readonly<Record<OwnException['how'], VerdictTextId>> = {
  named: 'seen.traceback-named',
  written: 'seen.traceback-written',
  only: 'seen.traceback',
  order: 'seen.traceback',
  possible: 'seen.traceback',
};

function evidenceOf({ isReported, how, place }: OwnException, confidence: Confidence): readonly Statement[] {
  const source = isReported ? say('seen.exception-reported') : say(TRACEBACKS[how]);
  return [
    source,
    ...(place === '' ? [] : [say('seen.place', { place })]),
    ...(confidence === 'likely' ? [say('seen.shared-stderr')] : []),
  ];
}

/** Several processes ended alike and fewer tracebacks came: whose they are is not known. */
function ambiguous(name: string, { text }: OwnException): Finding {
  return {
    cause: 'unknown',
    confidence: 'unknown',
    title: say('title.exception-or-status', { name }),
    evidence: [say('seen.traceback-of-another', { error: text })],
    advice: [say('try.probes')],
  };
}

/** What helps with an error of this kind. */
const HINTS: readonly (readonly [RegExp, VerdictTextId])[] = [
  [/pickle|cannot be cloned|could not be cloned/i, 'try.pickle'],
  [/^ModuleNotFoundError|^ImportError|Cannot find module/, 'try.module'],
  [/^RecursionError|Maximum call stack/, 'try.recursion'],
  [/^FileNotFoundError|ENOENT/, 'try.file'],
  [/\[Errno 28\]|ENOSPC/, 'try.disk-full'],
];

function adviceOn({ text }: OwnException, isChild: boolean): readonly Statement[] {
  const hint = HINTS.find(([pattern]) => pattern.test(text));
  return [
    ...(hint === undefined ? [] : [say(hint[1])]),
    ...(isChild ? [say('try.catch-in-child'), say('try.exitcode')] : []),
    ...(hint === undefined && !isChild ? [say('try.catch')] : []),
  ];
}
