/** Hangs on locks: each waits for one that another holds, or for one whose holder is gone. */
import { ringsIn } from '../../../shared/rings';
import type { Pid } from '../../../shared/units';
import type { Statement } from '../../../shared/verdict';
import { say } from '../statement';
import type { Facts, Holder, OpenWait, Party } from './facts';
import { endedBadly, endOf, type Finding, type HangRule, isHelper, isQuiet, type Scene, sureness } from './rule';

/** A process, the lock it waits for, and who holds that. */
interface Edge {
  readonly waiter: Party;
  readonly wait: OpenWait;
  readonly holder: Holder & { readonly pid: Pid };
}

const LOCKS: ReadonlySet<OpenWait['kind']> = new Set(['lock', 'semaphore']);

function edgesIn({ facts, stuck }: Scene): readonly Edge[] {
  return facts.living.flatMap((waiter) => {
    const wait = waiter.waits.findLast(({ kind, isTimed }) => LOCKS.has(kind) && !isTimed);
    const holder = wait === undefined ? undefined : facts.holders.get(wait.object);
    if (wait === undefined || holder === undefined || !isHeld(holder)) return [];
    // Who starves at a queue behind them is found as soon as they are, and would be told as the cause.
    return stuck.has(waiter.pid) || isQuiet(waiter, facts) ? [{ waiter, wait, holder }] : [];
  });
}

function isHeld(holder: Holder): holder is Holder & { readonly pid: Pid } {
  return holder.pid !== null;
}

export const lockCycle: HangRule = {
  kind: 'lock-cycle',
  source: 'Coffman, Elphick, Shoshani (1971), circular wait; CPython multiprocessing.synchronize',
  lesson: 'deadlock',
  find: (scene) => {
    const edges = new Map(edgesIn(scene).map((edge) => [edge.waiter.pid, edge]));
    const told = ringsIn(edges, ({ holder }) => holder.pid).map((cycle) => toldCycle(cycle, scene));
    return told.length > 0 || edges.size > 0 ? told : unseenCycle(scene);
  },
};

/** Who waits for whom, back to where it begins. */
function ringOf(cycle: readonly Edge[]): string {
  return [...cycle, ...cycle.slice(0, 1)].map(({ waiter }) => waiter.name).join(' → ');
}

function toldCycle(cycle: readonly Edge[], scene: Scene): Finding {
  const pids = cycle.map(({ waiter }) => waiter.pid);
  const [first] = cycle;
  const isAlone = cycle.length === 1;
  return {
    pids,
    confidence: sureness(pids, scene),
    title: isAlone
      ? say('hang.lock-self', { name: first?.waiter.name ?? '', object: first?.wait.object ?? '' })
      : say('hang.lock-cycle', { names: ringOf(cycle), count: cycle.length }),
    evidence: [...cycle.map((edge) => waitsFor(edge, scene.facts)), ...proofOf(pids, scene)],
    ruledOut: [say('out.nobody-died')],
    advice: isAlone ? [say('try.rlock')] : [say('try.lock-order'), say('try.lock-timeout')],
  };
}

function waitsFor({ waiter, wait, holder }: Edge, facts: Facts): Statement {
  const values = {
    name: waiter.name,
    pid: waiter.pid,
    object: wait.object,
    holder: facts.nameOf(holder.pid),
    holderPid: holder.pid,
    waited: facts.now - wait.since,
  };
  return holder.place === undefined
    ? say('hung.waits-for-lock', values)
    : say('hung.waits-for-lock-at', { ...values, place: holder.place });
}

/** What the system adds to what was told. */
export function proofOf(pids: readonly Pid[], { stuck }: Scene): readonly Statement[] {
  if (!pids.every((pid) => stuck.has(pid))) return [];
  return [pids.length === 1 ? say('hung.proven-alone') : say('hung.proven', { count: pids.length })];
}

/**
 * Without a probe: two or more wait for different shared locks, and nobody who could release
 * one can move. That holders died would show as an end; which holds which is not known.
 */
function unseenCycle(scene: Scene): readonly Finding[] {
  const waiters = lockWaiters(scene);
  const objects = new Set(waiters.map(({ object }) => object));
  const kin = new Set(waiters.map(({ party }) => programOf(party)));
  if (objects.size < 2 || scene.facts.ended.some((party) => endedBadly(party) && kin.has(programOf(party)))) return [];
  const pids = waiters.map(({ party }) => party.pid);
  return [
    {
      pids,
      confidence: 'likely',
      title: say('hang.lock-cycle', { names: waiters.map(({ party }) => party.name).join(', '), count: pids.length }),
      evidence: [...waiters.map(seenWaiting), say('hung.proven', { count: pids.length })],
      ruledOut: [say('out.nobody-died')],
      advice: [say('try.lock-order'), say('try.lock-timeout'), say('try.probes')],
    },
  ];
}

interface SeenWaiter {
  readonly party: Party;
  readonly object: string;
}

/** Stuck ones that sleep on a lock in shared memory; one that guards a queue is the queue's business. */
function lockWaiters({ stuck, explained }: Scene): readonly SeenWaiter[] {
  const readsPipe = [...stuck.values()].some(
    (party) =>
      // Under forkserver a join() is a read of the child's status.
      !isHelper(party) && party.joins.length === 0 && party.threads?.some(({ call }) => call === 'read') === true,
  );
  if (readsPipe) return [];
  return [...stuck.values()].flatMap((party) => {
    const found = party.threads?.find(({ call, object }) => call === 'lock' && object !== undefined);
    return found?.object === undefined || explained.has(party.pid) ? [] : [{ party, object: found.object }];
  });
}

/** A lock in shared memory is held by a process of the same program, which inherited it. */
function programOf({ command }: Party): string {
  return command.split(' ', 1)[0] ?? '';
}

function seenWaiting({ party, object }: SeenWaiter): Statement {
  return say('hung.sleeps-on-lock', { name: party.name, pid: party.pid, object });
}

export const lockHolderDied: HangRule = {
  kind: 'lock-holder-died',
  source: 'sem_overview(7): a POSIX semaphore is not released by the end of its holder; CPython issue 32759',
  lesson: 'deadlock',
  find: (scene) => {
    const orphaned = edgesIn(scene).filter(({ holder }) => scene.facts.parties.get(holder.pid)?.ended !== undefined);
    const objects = new Set(orphaned.map(({ wait }) => wait.object));
    const told = [...objects].flatMap((object) =>
      toldDeath(
        orphaned.filter(({ wait }) => wait.object === object),
        scene,
      ),
    );
    return told.length > 0 ? told : unseenDeath(scene);
  },
};

function toldDeath(edges: readonly Edge[], scene: Scene): readonly Finding[] {
  const [first] = edges;
  const holder = first === undefined ? undefined : scene.facts.parties.get(first.holder.pid);
  if (first === undefined || holder?.ended === undefined) return [];
  const pids = edges.map(({ waiter }) => waiter.pid);
  const { object } = first.wait;
  const end = { holder: holder.name, holderPid: holder.pid, end: endOf(holder), object };
  const { place } = first.holder;
  return [
    {
      pids,
      confidence: sureness(pids, scene),
      title: say('hang.lock-holder-died', { object, holder: holder.name, end: end.end }),
      evidence: [
        place === undefined ? say('hung.holder-ended', end) : say('hung.holder-ended-at', { ...end, place }),
        ...edges.map((edge) => waitsFor(edge, scene.facts)),
        ...proofOf(pids, scene),
      ],
      ruledOut: [],
      advice: [say('try.with-lock'), say('try.lock-timeout')],
    },
  ];
}

/**
 * Without a probe: somebody ended badly, and those that are left wait for a lock that nobody can release. Of who told whom it
 * waits for, the holder is known, and lives.
 */
function unseenDeath(scene: Scene): readonly Finding[] {
  const known = new Set(edgesIn(scene).map(({ waiter }) => waiter.pid));
  const waiters = lockWaiters(scene).filter(({ party }) => !known.has(party.pid));
  const kin = new Set(waiters.map(({ party }) => programOf(party)));
  const dead = scene.facts.ended.findLast((party) => endedBadly(party) && kin.has(programOf(party)));
  if (waiters.length === 0 || dead === undefined) return [];
  const pids = waiters.map(({ party }) => party.pid);
  const end = { holder: dead.name, holderPid: dead.pid, end: endOf(dead) };
  return [
    {
      pids,
      confidence: 'likely',
      title: say('hang.lock-holder-died-unseen', { holder: dead.name, end: end.end }),
      evidence: [say('hung.ended-badly', end), ...waiters.map(seenWaiting), say('hung.proven', { count: pids.length })],
      ruledOut: [],
      advice: [say('try.with-lock'), say('try.lock-timeout'), say('try.probes')],
    },
  ];
}
