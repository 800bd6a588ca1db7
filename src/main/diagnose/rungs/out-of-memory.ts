/**
 * SIGKILL and the kernel's counter of out-of-memory kills.
 *
 * The kernel counts before it sends the signal (mm/memcontrol.c: "Raise event before sending
 * signal: task reaper must see this"), so a reading after the end has the kill in it, and a
 * counter that did not move proves that it was not the kernel's out-of-memory killer.
 */
import type { Milliseconds } from '../../../shared/units';
import type { ClosedFile, OomReading, Situation } from '../case-file';
import { type Finding, type Rung, ruledOut } from '../rung';
import { say } from '../statement';

/** Freeing a large memory delays the end this long after the kernel counted. */
const MAX_DYING: Milliseconds = 2000;

/** How far a counter moved around the end of a process. */
export interface CounterStep {
  readonly before: number;
  readonly after: number;
  /** Processes that SIGKILL ended between the two readings, and that nothing else explains. */
  readonly kills: readonly ClosedFile[];
}

/** What the counters say: how they moved, that there are none, or that none was read since. */
export type OomStep =
  | { readonly scope: 'group' | 'machine'; readonly step: CounterStep }
  | { readonly scope: 'none' }
  | { readonly scope: 'not-yet' };

/** The group's counter is the narrower one, so it is looked at first; a machine's that stood still clears the group too. */
export function oomStepOf({ file, oomReadings, unexplainedKills }: Situation): OomStep {
  const { t } = file.exit;
  const after = oomReadings.find((reading) => reading.t >= t);
  const before = oomReadings.findLast((reading) => reading.t <= t - MAX_DYING) ?? oomReadings[0];
  if (before === undefined || !hasCounter(before)) return { scope: 'none' };
  if (after === undefined || after === before) return { scope: 'not-yet' };
  const kills = unexplainedKills.filter(({ exit }) => exit.t > before.t && exit.t <= after.t);
  const group = between(before.group, after.group, kills);
  if (group !== undefined && group.after > group.before) return { scope: 'group', step: group };
  const machine = between(before.machine, after.machine, kills);
  if (machine !== undefined) return { scope: 'machine', step: machine };
  return group === undefined ? { scope: 'none' } : { scope: 'group', step: group };
}

function hasCounter({ machine, group }: OomReading): boolean {
  return machine !== null || group !== null;
}

function between(before: number | null, after: number | null, kills: readonly ClosedFile[]): CounterStep | undefined {
  return before === null || after === null ? undefined : { before, after, kills };
}

export const outOfMemory: Rung = {
  name: 'out-of-memory killer',
  source: 'cgroup v2 memory.events oom_kill; /proc/vmstat oom_kill; Linux mm/oom_kill.c',
  judge(situation) {
    if (situation.file.exit.signal !== 'SIGKILL') return undefined;
    const found = oomStepOf(situation);
    if (found.scope === 'none' || found.scope === 'not-yet') return undefined;
    const { before, after } = found.step;
    if (after <= before) return ruledOut(say('out.oom', { count: after }));
    return decide(situation, found.scope, found.step);
  },
};

/** With as many kills as the counter counted, all were it; with more, the largest are suspected first. */
function decide({ file }: Situation, scope: 'group' | 'machine', step: CounterStep): Finding | undefined {
  const counted = step.after - step.before;
  const isEvery = step.kills.length <= counted;
  const largest = [...step.kills].sort((a, b) => (b.peakRss ?? 0) - (a.peakRss ?? 0)).slice(0, counted);
  if (!isEvery && !largest.includes(file)) return undefined;
  return {
    cause: 'out-of-memory',
    // Others live in the same group or machine, so not even a single kill and a single step are proof.
    confidence: isEvery ? 'very-likely' : 'likely',
    title: say('title.out-of-memory', { name: file.name }),
    evidence: [
      say(scope === 'group' ? 'seen.oom-group' : 'seen.oom-machine', { before: step.before, after: step.after }),
      ...(file.peakRss === undefined ? [] : [say('seen.peak-rss', { rss: file.peakRss })]),
      ...(isEvery ? [] : [say('seen.several-kills', { kills: step.kills.length, counted })]),
    ],
    advice: [say('try.less-memory'), say('try.fewer-workers')],
  };
}
