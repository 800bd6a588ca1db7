/** Ends by a status that the process, or a shell around it, chose. */
import { taskNumber } from '../../../shared/task-number';
import type { Statement } from '../../../shared/verdict';
import type { VerdictTextId } from '../../../shared/verdict-text';
import { type ClosedFile, isClosed, type Situation } from '../case-file';
import { NODE, PYTHON } from '../interpreters';
import type { Finding, Rung } from '../rung';
import { findHandledEntry } from '../kill-ledger';
import { placeOf } from '../place';
import { signalOfStatus } from '../signals';
import { say } from '../statement';
import { unreadAdvice, unreadNote } from './unread-stderr';

const SHELLS = /^(?:ba|da|z|k|fi|a)?sh$|^busybox$/;
/** A handler of a signal that ends the process does so within this time. */
const HANDLED = 2000;
/** A child's end and the shell's that passes it on are this close. */
const PASSED_ON = 200;

/** A shell leaves with 128+n when signal n ended what it ran, and with its status otherwise. */
export const shellStatus: Rung = {
  name: 'status passed on by a shell',
  source: 'POSIX shell 2.8.2 Exit status for commands; bash: 128+n',
  judge({ file, endedChildren }) {
    const { code } = file.exit;
    if (code === null || code === 0 || !SHELLS.test(file.program)) return undefined;
    const child = endedChildren.at(-1);
    const signal = signalOfStatus(code);
    const isSeen =
      child !== undefined && (signal !== undefined ? child.exit.signal === signal : child.exit.code === code);
    if (isSeen && file.exit.t - child.exit.t <= PASSED_ON) return passedOn(file, child);
    if (signal === undefined) return undefined;
    return {
      cause: 'signal',
      confidence: 'likely',
      title: say('title.shell-signal', { name: file.name, signal }),
      evidence: [say('seen.shell-status', { code, signal })],
      advice: [],
    };
  },
};

function passedOn(file: ClosedFile, child: ClosedFile): Finding {
  return {
    cause: 'exit-status',
    confidence: 'very-likely',
    title: say('title.passed-on', { name: file.name, child: child.name, pid: child.pid }),
    evidence: [
      child.exit.signal === null
        ? say('seen.child-status', { child: child.name, pid: child.pid, code: child.exit.code ?? 0 })
        : say('seen.child-signal', { child: child.name, pid: child.pid, signal: child.exit.signal }),
    ],
    advice: [say('try.look-at-child', { child: child.name, pid: child.pid })],
  };
}

/** Statuses with a meaning of their own. */
const KNOWN: readonly {
  readonly program: RegExp;
  readonly code: number;
  readonly title: VerdictTextId;
  readonly advice: VerdictTextId;
}[] = [
  { program: PYTHON, code: 2, title: 'title.python-usage', advice: 'try.usage' },
  { program: PYTHON, code: 120, title: 'title.python-flush', advice: 'try.flush' },
  { program: NODE, code: 5, title: 'title.node-fatal', advice: 'try.native-code' },
  { program: NODE, code: 7, title: 'title.node-handler', advice: 'try.node-handler' },
  { program: NODE, code: 9, title: 'title.node-argument', advice: 'try.usage' },
  { program: NODE, code: 13, title: 'title.node-await', advice: 'try.node-await' },
  { program: /^timeout$/, code: 124, title: 'title.timeout-command', advice: 'try.timeout' },
];

export const knownStatus: Rung = {
  name: 'known statuses',
  source: 'Node docs process, Exit codes; CPython Python/pylifecycle.c (120), argparse (2); coreutils timeout(1)',
  judge(situation) {
    const { file } = situation;
    const known = KNOWN.find(({ program, code }) => code === file.exit.code && program.test(file.program));
    if (known === undefined || isChosenByProgram(file, known.code)) return undefined;
    return {
      cause: 'exit-status',
      confidence: 'likely',
      title: say(known.title, { name: file.name }),
      evidence: lastWordsIn(situation),
      advice: [say(known.advice), ...unreadAdvice(situation)],
    };
  },
};

/** A library that parses arguments calls `sys.exit(2)` as well: that is no word of the program's own. */
const PYTHON_LIBRARY = /[\\/](?:site-packages|dist-packages|lib[\\/]python3[^\\/]*)[\\/]/;

/** It said that it leaves with this status, in code of its own: then it means what the program has it mean. */
function isChosenByProgram(file: ClosedFile, code: number): boolean {
  const leaving = leavingWith(file, code);
  return leaving?.file !== undefined && !PYTHON_LIBRARY.test(leaving.file);
}

/** Exit 0 with a task in hand: the pool would have waited for it. */
export const tooEarly: Rung = {
  name: 'too early',
  source: 'task-started without an end; task-lost of the pool that owned it',
  judge({ file }) {
    if (file.exit.code !== 0 || file.held.size === 0) return undefined;
    const [held] = file.held.values();
    return {
      cause: 'exit-status',
      confidence: file.hasLostTask ? 'certain' : 'likely',
      title: say('title.too-early', { name: file.name }),
      evidence: [
        say('seen.held-task', {
          task: taskNumber(held?.task ?? 0),
          pool: held?.pool ?? '',
          held: file.exit.t - (held?.startedMs ?? 0),
        }),
        ...(file.hasLostTask ? [say('seen.task-lost')] : []),
      ],
      advice: [say('try.no-exit-in-task')],
    };
  },
};

export const endedWell: Rung = {
  name: 'ended well',
  source: 'exit(3): 0 is success',
  judge({ file }) {
    if (file.exit.code !== 0) return undefined;
    return {
      cause: 'ok',
      confidence: 'certain',
      title: say('title.ok', { name: file.name }),
      evidence: [
        ...(file.tasksEnded > 0 ? [say('seen.tasks-ended', { tasks: file.tasksEnded })] : []),
        ...orphanNote(file),
        ...(file.exceptions.length > 0
          ? [say('seen.exception-not-final', { error: file.exceptions.at(-1)?.errorType ?? '' })]
          : []),
      ],
      advice: [],
    };
  },
};

/** Any other status: nobody but the process itself can set it, except on Windows. */
export const ownStatus: Rung = {
  name: 'own status',
  source: '_exit(2); on Windows TerminateProcess sets the status of another process (nodejs/node#27642)',
  judge(situation) {
    const { file, isWindows } = situation;
    const { code } = file.exit;
    if (code === null) return undefined;
    if (isWindows && isOfKillers(code) && ownWordOf(file, code).length === 0) return undefined;
    return {
      cause: 'exit-status',
      confidence: confidenceIn(file, code),
      title: say('title.exit-status', { name: file.name, code }),
      evidence: [
        ...(signalOfStatus(code) === undefined
          ? []
          : [say('seen.looks-like-signal', { code, signal: signalOfStatus(code) ?? '' })]),
        ...ownWordOf(file, code),
        ...askedToEnd(file),
        ...lastWordsIn(situation),
        ...orphanNote(file),
      ],
      advice: [adviceOn(file, code), ...unreadAdvice(situation)],
    };
  },
};

/** How it said that it leaves, where that is how it left. */
function leavingWith({ leaving }: ClosedFile, code: number): ClosedFile['leaving'] {
  const isOwn = leaving !== undefined && leaving.how !== 'end' && leaving.how !== 'exception';
  return isOwn && (leaving.code ?? 0) === code ? leaving : undefined;
}

function ownWordOf(file: ClosedFile, code: number): readonly Statement[] {
  const leaving = leavingWith(file, code);
  if (leaving === undefined) return [];
  const place = placeOf(leaving);
  return [say('seen.left-by', { how: leaving.how, code }), ...(place === '' ? [] : [say('seen.place', { place })])];
}

function adviceOn(file: ClosedFile, code: number): Statement {
  const leaving = leavingWith(file, code);
  const place = leaving === undefined ? '' : placeOf(leaving);
  return place === '' ? say('try.find-exit', { code }) : say('try.look-at-place', { place });
}

/** A signal that it caught, and after which it may have chosen to end. */
function askedToEnd(file: ClosedFile): readonly Statement[] {
  const sent = findHandledEntry(file, HANDLED);
  if (sent === undefined) return [];
  const values = { signal: sent.signal, before: Math.max(0, file.exit.t - sent.t) };
  const place = placeOf(sent);
  return [place === '' ? say('seen.was-sent', values) : say('seen.was-sent-at', { ...values, place })];
}

/**
 * Of a process watched from inside an exception would be known, and it leaves 1. Of another it
 * may have gone elsewhere than to this stderr; runtimes other than Python and Node leave other
 * statuses for it.
 */
function confidenceIn({ isProbed }: ClosedFile, code: number) {
  if (isProbed) return code === 1 ? 'very-likely' : 'certain';
  return code === 1 ? 'likely' : 'very-likely';
}

function lastWordsIn(situation: Situation): readonly Statement[] {
  const { lastWords } = situation;
  if (lastWords === undefined) return unreadNote(situation);
  const { text, isSigned } = lastWords;
  return [say(isSigned ? 'seen.last-words' : 'seen.last-stderr', { text })];
}

function orphanNote(file: ClosedFile): readonly Statement[] {
  const gone = file.orphanedMs ?? (file.parent !== undefined && isClosed(file.parent) ? file.parent.exit.t : undefined);
  return gone === undefined || gone >= file.exit.t ? [] : [say('seen.orphaned', { before: file.exit.t - gone })];
}

/**
 * Statuses that programs choose for another that they end: 1 of taskkill, Task Manager and Popen.terminate(), and the number
 * of SIGTERM of Python's os.kill() (python/cpython#76044; docs.python.org/3/library/os.html#os.kill).
 */
const KILLERS = { 1: 'seen.windows-one', 15: 'seen.windows-fifteen' } as const;

function isOfKillers(code: number): code is keyof typeof KILLERS {
  return code in KILLERS;
}

/** The last rung: it takes what the others left. */
export const undecided: Rung = {
  name: 'undecided',
  source: 'nothing above applied',
  judge({ file, isWindows }) {
    const { code } = file.exit;
    const isOfWindows = isWindows && code !== null && isOfKillers(code);
    return {
      cause: 'unknown',
      confidence: 'unknown',
      title: isOfWindows
        ? say('title.windows-one', { name: file.name, code })
        : say('title.no-status', { name: file.name }),
      evidence: [say(isOfWindows ? KILLERS[code] : 'seen.no-status')],
      advice: file.isProbed ? [] : [say('try.probes')],
    };
  },
};
