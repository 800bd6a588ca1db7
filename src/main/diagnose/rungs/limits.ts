/** Limits that are told: by a signal of their own, by V8, or by an exception. */
import type { Cause } from '../../../shared/verdict';
import type { VerdictTextId } from '../../../shared/verdict-text';
import { type ClosedFile, isOwn, type OwnBlock } from '../case-file';
import type { Finding, Rung } from '../rung';
import { say } from '../statement';
import { limitsOf } from './cpu-limit';
import { findException, type OwnException } from './own-exception';

/** Signals that the kernel sends for a limit and nobody sends by habit. */
export const limitSignals: Rung = {
  name: 'limit signals',
  source: 'signal(7): SIGXCPU, SIGXFSZ',
  judge({ file }) {
    const { signal } = file.exit;
    if (signal === 'SIGXCPU') {
      const soft = limitsOf(file)?.cpuSeconds?.[0] ?? undefined;
      return limitReached(file, {
        title:
          soft === undefined
            ? say('title.cpu-limit-reached', { name: file.name })
            : say('title.cpu-limit', { name: file.name, limit: soft }),
        seen: say('seen.sigxcpu'),
        option: '-t',
      });
    }
    if (signal !== 'SIGXFSZ') return undefined;
    return limitReached(file, {
      title: say('title.file-size-limit', { name: file.name }),
      seen: say('seen.sigxfsz'),
      option: '-f',
    });
  },
};

function limitReached(
  _file: ClosedFile,
  { title, seen, option }: { title: ReturnType<typeof say>; seen: ReturnType<typeof say>; option: string },
): Finding {
  return {
    cause: 'resource-limit',
    confidence: 'certain',
    title,
    evidence: [seen],
    advice: [say('try.raise-limit', { option })],
  };
}

/** V8 prints why before it aborts; a worker thread's limit comes as an error. */
export const heapLimit: Rung = {
  name: 'JavaScript heap limit',
  source: 'V8 src/api/api.cc FatalProcessOutOfMemory; Node error ERR_WORKER_OUT_OF_MEMORY',
  judge(situation) {
    const own = situation.blocks.findLast(({ block }) => block.kind === 'heap-limit');
    const { file } = situation;
    if (own === undefined) return undefined;
    return {
      cause: 'out-of-memory',
      confidence: confidenceOf(own),
      title: say('title.heap-limit', { name: file.name }),
      evidence: [
        say('seen.stderr', { text: own.block.message }),
        ...(file.peakRss === undefined ? [] : [say('seen.peak-rss', { rss: file.peakRss })]),
      ],
      advice: [say('try.heap-size')],
    };
  },
};

function confidenceOf(own: OwnBlock) {
  if (isOwn(own)) return 'certain';
  return own.how === 'only' ? 'very-likely' : 'likely';
}

/** Exceptions by which a limit is told to a program that did not catch them. */
const LIMIT_ERRORS: readonly {
  readonly cause: Cause;
  readonly title: VerdictTextId;
  readonly advice: VerdictTextId;
  readonly isIt: (exception: OwnException) => boolean;
}[] = [
  {
    cause: 'out-of-memory',
    title: 'title.memory-error',
    advice: 'try.less-memory',
    isIt: ({ type, message }) =>
      type === 'MemoryError' ||
      type.endsWith('ArrayMemoryError') ||
      /\[?Errno 12\]|Cannot allocate memory|ENOMEM|Array buffer allocation failed/.test(message) ||
      message.includes('Worker terminated due to reaching memory limit'),
  },
  {
    cause: 'resource-limit',
    title: 'title.open-files',
    advice: 'try.close-files',
    isIt: ({ message }) => /\[Errno 24\]|\bEMFILE\b/.test(message),
  },
  {
    cause: 'resource-limit',
    title: 'title.process-limit',
    advice: 'try.fewer-workers',
    isIt: ({ type, message }) =>
      (type === 'BlockingIOError' && message.includes('[Errno 11]')) ||
      /can't start new thread|\bEAGAIN\b/.test(message),
  },
  {
    cause: 'resource-limit',
    title: 'title.file-size-limit',
    advice: 'try.raise-file-size',
    isIt: ({ message }) => /\[Errno 27\]|\bEFBIG\b/.test(message),
  },
];

export const limitErrors: Rung = {
  name: 'limits told by an exception',
  source: 'errno(3): ENOMEM, EMFILE, EAGAIN, EFBIG; CPython MemoryError',
  judge(situation) {
    const { file } = situation;
    const exception = file.exit.code === 0 ? undefined : findException(situation);
    const limit = LIMIT_ERRORS.find(({ isIt }) => exception !== undefined && isIt(exception));
    // A text that may be another process's decides nothing.
    if (exception === undefined || limit === undefined || exception.how === 'possible') return undefined;
    return {
      cause: limit.cause,
      confidence: exceptionConfidence(exception),
      title: say(limit.title, { name: file.name }),
      evidence: [
        say('seen.exception', { error: exception.text }),
        ...(exception.place === '' ? [] : [say('seen.place', { place: exception.place })]),
        ...(file.peakRss === undefined || limit.cause !== 'out-of-memory'
          ? []
          : [say('seen.peak-rss', { rss: file.peakRss })]),
      ],
      advice: [say(limit.advice)],
    };
  },
};

/** `unknown` where several processes may have printed the text. */
export function exceptionConfidence({ isReported, how }: OwnException) {
  if (isReported) return 'certain';
  if (how === 'possible') return 'unknown';
  return how === 'order' ? 'likely' : 'very-likely';
}
