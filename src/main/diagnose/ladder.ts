/**
 * The ladder: why a process ended, rung by rung. The first rung that decides gives the
 * verdict; what the rungs above it checked and excluded is listed as ruled out. The order is
 * that of the strength of the evidence: what is on record before what is inferred, and never
 * out-of-memory from SIGKILL alone.
 */
import type { Statement, Verdict } from '../../shared/verdict';
import type { ClosedFile, Situation } from './case-file';
import { lessonOf } from './lessons';
import type { Judgement, Rung } from './rung';
import { uncaughtException } from './rungs/exceptions';
import { ownLedger, programLedger } from './rungs/ledgers';
import { cpuLimitKill } from './rungs/cpu-limit';
import { heapLimit, limitErrors, limitSignals } from './rungs/limits';
import { cannotRun, childSetUp, notStarted } from './rungs/never-began';
import { outOfMemory } from './rungs/out-of-memory';
import { parentFirst, wholeGroup } from './rungs/relatives';
import { crash, kill, otherSignal } from './rungs/signals';
import { endedWell, knownStatus, ownStatus, shellStatus, tooEarly, undecided } from './rungs/statuses';
import { ownWord } from './rungs/own-word';
import { windowsStatus } from './rungs/windows';
import { say } from './statement';

export const ladder: readonly Rung[] = [
  notStarted,
  ownLedger,
  programLedger,
  windowsStatus,
  wholeGroup,
  parentFirst,
  outOfMemory,
  cpuLimitKill,
  limitSignals,
  heapLimit,
  limitErrors,
  crash,
  kill,
  otherSignal,
  cannotRun,
  childSetUp,
  uncaughtException,
  shellStatus,
  knownStatus,
  tooEarly,
  endedWell,
  ownStatus,
  ownWord,
  undecided,
];

/** The verdict on one process, from all that is known now. */
export function judge(situation: Situation): Verdict {
  const excluded: Statement[] = [];
  for (const rung of ladder) {
    const finding = rung.judge(situation);
    if (finding === undefined) continue;
    if (!('ruledOut' in finding)) return verdictOf(situation.file, finding, excluded);
    excluded.push(...finding.ruledOut);
  }
  throw new Error('The last rung of the ladder takes every end');
}

function verdictOf(file: ClosedFile, judgement: Judgement, excluded: readonly Statement[]): Verdict {
  const lesson = lessonOf(judgement.cause, judgement.title.id);
  return {
    cause: judgement.cause,
    confidence: judgement.confidence,
    title: judgement.title,
    evidence: [endOf(file), ...judgement.evidence],
    ruledOut: [...excluded],
    advice: [...judgement.advice],
    ...(lesson !== undefined && { lesson }),
  };
}

/** What the system said, in numbers. */
function endOf({ exit, startedMs, ageMs }: ClosedFile): Statement {
  const lived = ageMs + Math.max(0, exit.t - startedMs);
  if (exit.signal !== null) return say('seen.signal', { signal: exit.signal, lived });
  return exit.code === null ? say('seen.end', { lived }) : say('seen.status', { code: exit.code, lived });
}
