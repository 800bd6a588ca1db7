/** Hangs on pipes and on the queues that are built on them. */
import type { ThreadWait } from '../../../shared/readings';
import type { Pid } from '../../../shared/units';
import type { Statement } from '../../../shared/verdict';
import { say } from '../statement';
import type { Facts, OpenWait, Party } from './facts';
import { proofOf } from './locks';
import { type Finding, type HangRule, isHelper, isQuiet, type Scene } from './rule';

export const joinBeforeDrain: HangRule = {
  kind: 'join-before-drain',
  source: "CPython docs, multiprocessing, Programming guidelines, 'Joining processes that use queues'; pipe(7)",
  lesson: 'join-before-drain',
  find: (scene) => {
    const flushing = scene.facts.living.filter((party) => isFlushing(party, scene));
    const joined = flushing.flatMap((child) => joinersOf(child, scene).map((parent) => ({ parent, child })));
    const parents = [...new Set(joined.map(({ parent }) => parent))];
    return parents.flatMap((parent) => {
      const children = joined.filter((pair) => pair.parent === parent).map(({ child }) => child);
      return drainFinding(parent, children, scene);
    });
  },
};

/**
 * What a party waits for room in: a Python process that empties its queue at its end, or a put
 * into a full queue of ours from which nobody has ever taken.
 */
function findWaitForRoom({ waits }: Party, { untaken }: Facts): OpenWait | undefined {
  return waits.find(({ kind, object }) => kind === 'queue-flush' || (kind === 'queue-put' && untaken.has(object)));
}

/** It told so, or: its main thread waits within the process while another writes into a full pipe. */
function isFlushing(party: Party, { facts, stuck }: Scene): boolean {
  if (findWaitForRoom(party, facts) !== undefined) return stuck.has(party.pid) || isQuiet(party, facts);
  if (!stuck.has(party.pid)) return false;
  const [main, ...others] = party.threads ?? [];
  return main?.call === 'lock' && main.object === undefined && others.some(isPipeWrite);
}

function joinersOf(child: Party, { facts, stuck }: Scene): readonly Party[] {
  return facts.living.filter((party) => {
    const join = party.joins.findLast(({ childPid }) => childPid === child.pid);
    if (join !== undefined) return !join.isTimed && (stuck.has(party.pid) || isQuiet(party, facts));
    return stuck.has(party.pid) && joinsBySystem(party, child.pid);
  });
}

function joinsBySystem({ threads = [] }: Party, child: Pid): boolean {
  return threads.some(({ call, wakers = [] }) => call === 'child' && wakers.includes(child));
}

function drainFinding(parent: Party, children: readonly Party[], scene: Scene): readonly Finding[] {
  const { facts, stuck } = scene;
  const pids = [parent.pid, ...children.map(({ pid }) => pid)];
  const isProven = pids.every((pid) => stuck.has(pid));
  // What was told does not say that nobody else will take from the queue: one that may move may.
  const others = facts.living.filter((party) => !pids.includes(party.pid) && !isHelper(party));
  const isTold = children.every((one) => findWaitForRoom(one, facts) !== undefined);
  // An event loop waits for so many things that the system proves nothing: there the library's word counts.
  const isDecided = isWatchedBySystem(pids, scene) && !children.every(isPutting);
  if (!isProven && (isDecided || !others.every((party) => isQuiet(party, facts)))) return [];
  const [child] = children;
  const queue = child && findWaitForRoom(child, facts)?.object;
  const names = { parent: parent.name, child: children.map(({ name }) => name).join(', ') };
  return [
    {
      pids,
      confidence: isProven ? (isTold ? 'certain' : 'very-likely') : 'likely',
      title:
        queue === undefined
          ? say('hang.join-before-drain', names)
          : say('hang.join-before-drain-of', { ...names, queue }),
      evidence: [
        say('hung.joins', { name: parent.name, pid: parent.pid, child: names.child, waited: joinedFor(parent, scene) }),
        ...children.map((one) => flushLine(one, facts)),
        ...proofOf(pids, scene),
      ],
      ruledOut: [say('out.child-finished', { child: names.child })],
      advice: [say('try.drain-first'), ...(children.some(isPutting) ? [] : [say('try.cancel-join-thread')])],
    },
  ];
}

/** The system looked at them and does not say that they are stuck. */
function isWatchedBySystem(pids: readonly Pid[], { facts }: Scene): boolean {
  return pids.every((pid) => facts.parties.get(pid)?.threads !== undefined);
}

function joinedFor(party: Party, { facts }: Scene): number {
  return facts.now - (party.joins.at(-1)?.since ?? party.movedMs);
}

const isPutting = ({ waits }: Party): boolean => waits.some(({ kind }) => kind === 'queue-put');

function flushLine(child: Party, facts: Facts): Statement {
  const told = findWaitForRoom(child, facts);
  const pipe = child.threads?.find(isPipeWrite)?.object;
  const who = { name: child.name, pid: child.pid };
  if (told?.kind === 'queue-put') return say('hung.puts', { ...who, queue: told.object });
  if (told !== undefined) return say('hung.flushes', { ...who, queue: told.object });
  return say('hung.feeds', { ...who, object: pipe ?? '' });
}

function isPipeWrite({ call, object }: ThreadWait): boolean {
  return call === 'write' && object?.startsWith('pipe:') === true;
}

function isPipeRead({ call, object }: ThreadWait): boolean {
  return call === 'read' && object?.startsWith('pipe:') === true;
}

export const blockedOnFullPipe: HangRule = {
  kind: 'blocked-on-full-pipe',
  source: 'pipe(7), capacity 64 KiB; Python docs, subprocess, Popen.wait: deadlock with stdout=PIPE',
  lesson: 'pipe',
  find: (scene) => {
    const writers = [...scene.stuck.values()].filter(
      (party) => !scene.explained.has(party.pid) && party.threads?.some(isPipeWrite) === true,
    );
    const findings: Finding[] = [];
    for (const writer of writers) {
      // Two that write to each other are one hang.
      if (!findings.some(({ pids }) => pids.includes(writer.pid))) findings.push(...pipeFinding(writer, scene));
    }
    return findings;
  },
};

function pipeFinding(writer: Party, scene: Scene): readonly Finding[] {
  const wait = writer.threads?.find(isPipeWrite);
  if (wait?.object === undefined) return [];
  const readers = (wait.wakers ?? []).filter((pid) => pid !== writer.pid);
  const pids = [writer.pid, ...readers];
  const { facts } = scene;
  const names = readers.map((pid) => facts.nameOf(pid)).join(', ');
  return [
    {
      pids,
      confidence: 'certain',
      title:
        readers.length === 0
          ? say('hang.own-full-pipe', { name: writer.name })
          : say('hang.blocked-on-full-pipe', { name: writer.name, reader: names }),
      evidence: [
        say('hung.writes', { name: writer.name, pid: writer.pid, object: wait.object }),
        ...readers.flatMap((pid) => readerLine(scene.stuck.get(pid), writer)),
        ...proofOf(pids, scene),
      ],
      ruledOut: [],
      advice: [say('try.communicate')],
    },
  ];
}

/** What the one does that should read. */
function readerLine(reader: Party | undefined, writer: Party): readonly Statement[] {
  if (reader === undefined) return [];
  const who = { name: reader.name, pid: reader.pid };
  if (joinsBySystem(reader, writer.pid)) return [say('hung.reader-joins', { ...who, child: writer.name })];
  if (reader.threads?.some(isPipeWrite) === true) return [say('hung.reader-writes', who)];
  return [say('hung.reader-waits', who)];
}

export const getWithoutProducer: HangRule = {
  kind: 'get-without-producer',
  source: 'pipe(7): end of file comes only when the last write end is closed; CPython multiprocessing.queues.Queue.get',
  lesson: 'queue',
  find: (scene) => {
    const readers = [...scene.stuck.values()].filter((party) => isLonelyReader(party, scene));
    if (readers.length === 0) return [];
    const pids = new Set(readers.map(({ pid }) => pid));
    // Those behind them wait for their turn at the same queue, under its lock.
    const queued = [...scene.stuck.values()].filter(
      (party) => !pids.has(party.pid) && !scene.explained.has(party.pid) && waitsForTurn(party),
    );
    return [getFinding(readers, queued, scene)];
  },
};

function isLonelyReader(party: Party, { stuck, explained }: Scene): boolean {
  if (explained.has(party.pid) || isHelper(party) || party.joins.length > 0) return false;
  const wait = party.threads?.find(isPipeRead);
  if (wait === undefined) return false;
  // A producer that is itself in another hang is the cause, and this only its consequence.
  return !(wait.wakers ?? []).some((pid) => explained.has(pid) && stuck.has(pid));
}

function waitsForTurn({ threads = [], waits }: Party): boolean {
  return (
    waits.some(({ kind }) => kind === 'queue-get') ||
    threads.some(({ call, object }) => call === 'lock' && object !== undefined)
  );
}

function getFinding(readers: readonly Party[], queued: readonly Party[], scene: Scene): Finding {
  const { facts, stuck } = scene;
  const getters = [...readers, ...queued];
  const pids = getters.map(({ pid }) => pid);
  const holders = new Set(readers.flatMap(({ threads = [] }) => threads.find(isPipeRead)?.wakers ?? []));
  const others = [...holders].filter((pid) => !pids.includes(pid)).flatMap((pid) => stuck.get(pid) ?? []);
  const queue = readers.flatMap(({ waits }) => waits.find(({ kind }) => kind === 'queue-get')?.object ?? [])[0];
  const joining = others.filter(({ threads = [] }) => threads.some(({ call }) => call === 'child'));
  const isAllJoining = others.every((party) => joining.includes(party) || isHelper(party));
  const names = getters.map(({ name }) => name).join(', ');
  return {
    pids,
    confidence: isAllJoining ? (queue === undefined ? 'very-likely' : 'certain') : 'likely',
    title:
      queue === undefined
        ? say('hang.get-without-producer', { names })
        : say('hang.get-without-producer-of', { names, queue }),
    evidence: [
      ...readers.map((party) => readLine(party, facts.now)),
      ...queued.map(({ name, pid }) => say('hung.next-in-line', { name, pid })),
      ...joining.map(({ name, pid }) => say('hung.holds-write-end', { name, pid })),
      ...(others.length === 0 ? [say('hung.holds-own-write-end')] : []),
      ...proofOf(pids, scene),
    ],
    ruledOut: [say('out.no-producer-works')],
    advice: [say('try.sentinel'), say('try.get-timeout')],
  };
}

function readLine(party: Party, now: number): Statement {
  const told = party.waits.find(({ kind }) => kind === 'queue-get');
  const who = { name: party.name, pid: party.pid };
  if (told !== undefined) return say('hung.gets', { ...who, queue: told.object, waited: now - told.since });
  return say('hung.reads', { ...who, object: party.threads?.find(isPipeRead)?.object ?? '' });
}
