/** A pool whose worker died with a task in hand: nobody tells the caller. */
import { taskNumber } from '../../../shared/task-number';
import type { Statement } from '../../../shared/verdict';
import { say } from '../statement';
import type { Facts, OpenTask, Party, PoolState } from './facts';
import { proofOf } from './locks';
import { endedBadly, endOf, type Finding, type HangRule, isHelper, isQuiet, type Scene } from './rule';

export const poolTaskLost: HangRule = {
  kind: 'pool-task-lost',
  source: 'CPython multiprocessing.pool.Pool._maintain_pool: a dead worker is replaced, its task is not (issue 96062)',
  lesson: 'pool-worker-dies',
  find: (scene) => {
    const told = [...scene.facts.pools.values()].flatMap((pool) => toldLoss(pool, scene));
    return told.length > 0 ? told : unseenLoss(scene);
  },
};

function toldLoss(pool: PoolState, scene: Scene): readonly Finding[] {
  const { facts, stuck } = scene;
  const owner = facts.parties.get(pool.owner);
  const lost = lostIn(pool, facts);
  if (pool.isOver || lost.length === 0 || owner === undefined) return [];
  // Proven, nobody of the pool works any more, so nothing but a lost result can be waited for.
  if (!stuck.has(owner.pid) && !seemsToWait(owner, pool, facts)) return [];
  const [first] = lost;
  return [
    {
      pids: [owner.pid],
      confidence: stuck.has(owner.pid) && !isBusy(pool, facts) ? 'certain' : 'very-likely',
      title: say('hang.pool-task-lost', {
        owner: owner.name,
        count: lost.length,
        worker: first?.worker.name ?? '',
        end: first === undefined ? '' : endOf(first.worker),
      }),
      evidence: [...lost.slice(0, 5).map(lossLine), waitLine(owner, scene), ...proofOf([owner.pid], scene)],
      ruledOut: [],
      advice: [say('try.futures-pool'), say('try.result-timeout')],
    },
  ];
}

interface Loss {
  readonly task: OpenTask;
  readonly worker: Party;
}

function lostIn({ running, lost }: PoolState, { parties }: Facts): readonly Loss[] {
  return [...lost.values(), ...running.values()].flatMap((task) => {
    const worker = parties.get(task.pid);
    return worker?.ended === undefined ? [] : [{ task, worker }];
  });
}

/** It waits for a result, without a limit, and it is for no task that another worker still has in hand. */
function seemsToWait(owner: Party, pool: PoolState, facts: Facts): boolean {
  const waits = owner.waits.some(({ kind, isTimed }) => kind === 'result' && !isTimed);
  return waits && !isBusy(pool, facts) && isQuiet(owner, facts);
}

function isBusy({ running }: PoolState, { parties }: Facts): boolean {
  return [...running.values()].some(({ pid }) => parties.get(pid)?.ended === undefined);
}

function lossLine({ task, worker }: Loss): Statement {
  return say('hung.task-lost', {
    task: task.label === undefined ? `#${taskNumber(task.task)}` : `${task.label} #${taskNumber(task.task)}`,
    worker: worker.name,
    workerPid: worker.pid,
    end: endOf(worker),
    held: Math.max(0, (worker.ended?.t ?? task.startedMs) - task.startedMs),
  });
}

function waitLine(owner: Party, { facts }: Scene): Statement {
  const since = owner.waits.find(({ kind }) => kind === 'result')?.since ?? owner.movedMs;
  return say('hung.waits-for-result', { name: owner.name, pid: owner.pid, waited: facts.now - since });
}

/** Without a probe: the threads of a Pool's owner, all at rest, and a child that ended badly. */
function unseenLoss(scene: Scene): readonly Finding[] {
  const { facts, stuck } = scene;
  return [...stuck.values()].flatMap((owner) => {
    const dead = facts.ended.findLast((party) => party.ppid === owner.pid && endedBadly(party) && !isHelper(party));
    if (dead === undefined || scene.explained.has(owner.pid) || !ownsPool(owner, scene)) return [];
    return [
      {
        pids: [owner.pid],
        confidence: 'likely',
        title: say('hang.pool-task-lost', { owner: owner.name, count: 1, worker: dead.name, end: endOf(dead) }),
        evidence: [
          say('hung.ended-badly', { holder: dead.name, holderPid: dead.pid, end: endOf(dead) }),
          waitLine(owner, scene),
          ...proofOf([owner.pid], scene),
        ],
        ruledOut: [],
        advice: [say('try.futures-pool'), say('try.result-timeout'), say('try.probes')],
      } satisfies Finding,
    ];
  });
}

/** One thread waits for any worker to end, one reads their results, and the main thread waits within. */
function ownsPool({ threads = [], pid }: Party, { facts }: Scene): boolean {
  const isChild = (one: number): boolean => facts.parties.get(one)?.ppid === pid;
  const [main] = threads;
  return (
    main?.call === 'lock' &&
    threads.some(({ call, wakers = [] }) => call === 'poll' && wakers.some(isChild)) &&
    threads.some(({ call, wakers = [] }) => call === 'read' && wakers.some(isChild))
  );
}
