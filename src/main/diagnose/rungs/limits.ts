/** Limits other than memory killed by the kernel: CPU time, file size, the heap of a language, open files. */
import type { Cause } from '../../../shared/verdict';
import type { VerdictTextId } from '../../../shared/verdict-text';
import { lineageOf, type ClosedFile, type Limits, type OwnBlock } from '../case-file';
import { type Finding, type Rung, ruledOut } from '../rung';
import { say } from '../statement';
import { findException, type OwnException } from './own-exception';

/** A last sample may be this much older than the end. */
const SAMPLE_AGE = 600;

/** The limits in force for a process: its own, else those it inherited (getrlimit(2): by fork, kept by exec). */
export function limitsOf(file: ClosedFile): Limits | undefined {
  for (const one of lineageOf(file)) if (one.limits !== undefined) return one.limits;
  return undefined;
}

/**
 * The kernel counts CPU time for its limits in ticks, and looks at them once a tick
 * (kernel/time/posix-cpu-timers.c): that count was seen 7 % above the exact one on a busy virtual machine.
 */
const CPU_TICK = 20;
const TICK_EXCESS = 1.1;

/** What it may have used: the last reading may lie a while before the end. No limit of CPU time is below a second. */
function mostCpuOf({ cpuMs = 0, cpuReadMs, startedMs, threads, exit }: ClosedFile): number {
  const since = exit.isLastKnown ? Math.max(0, exit.t - (cpuReadMs ?? startedMs)) * Math.max(1, threads) : 0;
  return (cpuMs + since) * TICK_EXCESS + CPU_TICK;
}

/** Its own limits were read once more, while it used CPU: that it changed them again since is far-fetched. */
function wasReadAgain({ limits, startedMs }: ClosedFile): boolean {
  return limits !== undefined && limits.t > startedMs + SAMPLE_AGE;
}

/** Whether a limit may have been reached just then: they are whole seconds. */
export function mayBeCpuLimit(file: ClosedFile): boolean {
  if (file.cpuMs === undefined || isCpuLimitExcluded(file) || wasReadAgain(file)) return false;
  return Math.floor(mostCpuOf(file) / 1000) > Math.floor(Math.max(0, file.cpuMs - CPU_TICK) / 1000);
}

/** A process may set a limit for itself at any time: what was read before says little of the end. */
function isFresh(limits: Limits | undefined, { exit }: ClosedFile): boolean {
  return limits !== undefined && limits.t >= exit.t - SAMPLE_AGE;
}

/** Whether it is known that the hard limit of CPU time did not end it. */
export function isCpuLimitExcluded(file: ClosedFile): boolean {
  if (file.cpuMs === undefined) return false;
  if (mostCpuOf(file) < 1000) return true;
  const limits = limitsOf(file);
  const hard = limits?.cpuSeconds?.[1];
  if (hard === undefined || !isFresh(limits, file)) return false;
  return hard === null || mostCpuOf(file) < hard * 1000;
}

/** With soft = hard the kernel sends SIGKILL and no SIGXCPU (kernel/time/posix-cpu-timers.c). */
export const cpuLimitKill: Rung = {
  name: 'CPU time limit, hard',
  source: 'setrlimit(2) RLIMIT_CPU; /proc/PID/limits; CPU time at the end',
  judge({ file }) {
    const { cpuMs, exit } = file;
    if (exit.signal !== 'SIGKILL' || cpuMs === undefined) return undefined;
    if (mostCpuOf(file) < 1000) return ruledOut(say('out.cpu-small', { cpu: cpuMs }));
    const limits = limitsOf(file);
    const hard = limits?.cpuSeconds?.[1];
    if (hard === undefined) return undefined;
    if (hard !== null && mostCpuOf(file) >= hard * 1000) return hardLimitReached(file, { cpuMs, hard });
    if (!isFresh(limits, file)) return undefined;
    return ruledOut(hard === null ? say('out.cpu-unlimited') : say('out.cpu-limit', { cpu: cpuMs, limit: hard }));
  },
};

function hardLimitReached(
  { name, exit }: ClosedFile,
  { cpuMs, hard }: { readonly cpuMs: number; readonly hard: number },
): Finding {
  // Of a reading long before the end it is only possible that the rest was used up.
  const isReached = cpuMs + (exit.isLastKnown ? SAMPLE_AGE : CPU_TICK) >= hard * 1000;
  return {
    cause: 'resource-limit',
    confidence: isReached ? 'very-likely' : 'likely',
    title: say('title.cpu-limit', { name, limit: hard }),
    evidence: [say('seen.cpu-time', { cpu: cpuMs, limit: hard })],
    advice: [say('try.raise-limit', { option: '-t' })],
  };
}

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

function confidenceOf({ how }: OwnBlock) {
  if (how === 'named') return 'certain';
  return how === 'only' ? 'very-likely' : 'likely';
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
