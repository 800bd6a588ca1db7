/** Signals that no ledger, no relative and no limit explains. */
import type { Statement } from '../../../shared/verdict';
import { isOwn, type OwnBlock, type Situation } from '../case-file';
import type { Rung } from '../rung';
import { crashSignals, timerSignals } from '../signals';
import { say } from '../statement';
import { crashAdvice } from './crash-advice';
import { isCpuLimitExcluded, mayBeCpuLimit } from './cpu-limit';
import { oomStepOf } from './out-of-memory';
import { unreadAdvice, unreadNote } from './unread-stderr';

/**
 * A fault of the process's own. The kernel also lets anybody send these signals, which only a
 * tracer can tell apart, so without a text of the process itself it is not certain.
 */
export const crash: Rung = {
  name: 'crash',
  source: 'signal(7); CPython faulthandler; glibc abort messages; sigaction(2) si_code is not seen without ptrace',
  judge(situation) {
    const { file, blocks } = situation;
    const { signal, coreDumped } = file.exit;
    if (signal === null || !crashSignals.has(signal)) return undefined;
    const own = blocks.findLast(({ block }) => block.kind === 'fatal-python' || block.kind === 'abort-text');
    const isOwnWord = own?.block.kind === 'abort-text' && (isOwn(own) || own.how === 'only');
    return {
      cause: 'crash',
      confidence: crashConfidence(situation, isOwnWord),
      title: say(`title.crash-${CRASHES[signal] ?? 'other'}`, { name: file.name, signal }),
      evidence: [
        ...lastWordsOf(situation, own),
        ...(coreDumped ? [say('seen.core-dumped')] : []),
        ...(isOwnWord ? [] : [say('seen.may-be-sent', { signal })]),
      ],
      advice: [
        ...crashAdvice(file.program, {
          isAbort: signal === 'SIGABRT',
          isPlaceKnown: own?.block.kind === 'fatal-python',
        }),
        ...(own === undefined ? unreadAdvice(situation) : []),
      ],
    };
  },
};

function crashConfidence({ file, unreadStderr }: Situation, isOwnWord: boolean) {
  if (isOwnWord) return 'certain';
  // V8 aborts at its heap limit too, and says so on stderr alone.
  return file.exit.signal === 'SIGABRT' && unreadStderr !== undefined ? 'likely' : 'very-likely';
}

function lastWordsOf(situation: Situation, own: OwnBlock | undefined): readonly Statement[] {
  if (own === undefined) return unreadNote(situation);
  const { message, place } = own.block;
  return [say('seen.stderr', { text: message }), ...(place === '' ? [] : [say('seen.place', { place })])];
}

const CRASHES: Readonly<Record<string, 'segv' | 'abrt' | 'bus' | 'fpe' | 'ill' | 'sys'>> = {
  SIGSEGV: 'segv',
  SIGABRT: 'abrt',
  SIGBUS: 'bus',
  SIGFPE: 'fpe',
  SIGILL: 'ill',
  SIGSYS: 'sys',
};

/** SIGKILL: by somebody unknown when the counters stood still, undecided when they are not known. */
export const kill: Rung = {
  name: 'SIGKILL from outside',
  source: 'kill(2); siginfo of SIGKILL reaches nobody, so its sender is not recorded by the system',
  judge(situation) {
    const { file } = situation;
    if (file.exit.signal !== 'SIGKILL') return undefined;
    const oom = oomStepOf(situation);
    if (oom.scope === 'none' || oom.scope === 'not-yet' || oom.step.after > oom.step.before)
      return undecided(situation);
    // A limit that nobody could read in time leaves the same trace.
    if (mayBeCpuLimit(file)) return undecidedLimit(situation);
    const isOutside = isSenderOutside(situation);
    return {
      cause: 'signal',
      confidence: isCpuLimitExcluded(file) ? (isOutside ? 'certain' : 'likely') : isOutside ? 'very-likely' : 'likely',
      title: say('title.killed', { name: file.name }),
      evidence: [
        say('seen.oom-unchanged', { count: oom.step.after }),
        ...(file.peakRss === undefined ? [] : [say('seen.peak-rss', { rss: file.peakRss })]),
      ],
      advice: [say('try.who-kills'), ...(isOutside ? [] : [say('try.probes')])],
    };
  },
};

function undecidedLimit({ file }: Situation) {
  return {
    cause: 'unknown',
    confidence: 'unknown',
    title: say('title.killed-unknown', { name: file.name }),
    evidence: [say('seen.may-be-cpu-limit', { cpu: file.cpuMs ?? 0 })],
    advice: [say('try.raise-limit', { option: '-t' })],
  } as const;
}

function undecided(situation: Situation) {
  const { file } = situation;
  const oom = oomStepOf(situation);
  const evidence =
    'step' in oom
      ? say('seen.several-kills', { kills: oom.step.kills.length, counted: oom.step.after - oom.step.before })
      : say('seen.no-oom-counter');
  return {
    cause: 'unknown',
    confidence: 'unknown',
    title: say('title.killed-unknown', { name: file.name }),
    evidence: [evidence, ...(file.peakRss === undefined ? [] : [say('seen.peak-rss', { rss: file.peakRss })])],
    advice: [say('try.watch-memory')],
  } as const;
}

/** Signals that it sent itself, as the command, or that its parent sent, a probe would have reported. */
function isSenderOutside({ file }: Situation): boolean {
  return (file.parent ?? file).isProbed;
}

export const otherSignal: Rung = {
  name: 'other signal',
  source: 'signal(7); the siginfo of a signal that was not caught reaches nobody',
  judge(situation) {
    const { file } = situation;
    const { signal } = file.exit;
    if (signal === null) return undefined;
    if (signal === 'SIGPIPE') return reader(situation);
    if (timerSignals.has(signal)) {
      return {
        cause: 'signal',
        confidence: 'likely',
        title: say('title.timer', { name: file.name, signal }),
        evidence: [say('seen.timer')],
        advice: [],
      };
    }
    const isOutside = isSenderOutside(situation);
    return {
      cause: 'signal',
      confidence: isOutside ? 'certain' : 'likely',
      title: say(isOutside ? 'title.signal' : 'title.signal-unknown-sender', { name: file.name, signal }),
      evidence: [say('seen.sender-unknown')],
      advice: [say(isOutside ? 'try.who-kills' : 'try.probes')],
    };
  },
};

/** It wrote into a pipe whose reader was gone: as in `program | head`. */
function reader({ file }: Situation) {
  return {
    cause: 'signal',
    confidence: 'very-likely',
    title: say('title.broken-pipe', { name: file.name }),
    evidence: [say('seen.sigpipe')],
    advice: [say('try.sigpipe')],
  } as const;
}
