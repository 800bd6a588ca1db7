/** What is known of a run's living processes when one asks whether they can still move. */
import type { RunEvent, RunEventOf, WaitKind } from '../../../shared/events';
import { effortOf, type ThreadWait } from '../../../shared/readings';
import type { Milliseconds, Pid } from '../../../shared/units';
import { POOL_WORKER } from '../case-file';

/** A wait that a process told of itself and that has not ended. */
export interface OpenWait {
  readonly kind: WaitKind;
  readonly object: string;
  readonly since: Milliseconds;
  /** It gives up by itself. */
  readonly isTimed: boolean;
}

export interface OpenJoin {
  readonly childPid: Pid;
  readonly since: Milliseconds;
  readonly isTimed: boolean;
}

export interface Party {
  readonly pid: Pid;
  readonly ppid: Pid;
  readonly startedMs: Milliseconds;
  name: string;
  isNamedByProgram: boolean;
  /** Arguments as one text, by which Python's own helpers are known. */
  command: string;
  /** What a process that does not move has the same in each sample. */
  effort: string;
  /** When it last used CPU or told of something that it did. */
  movedMs: Milliseconds;
  /** What its threads wait for in the kernel, since it moved last. */
  threads: readonly ThreadWait[] | undefined;
  /** When they were looked at: what is told later of an earlier moment changes nothing of that. */
  lookedMs: Milliseconds;
  readonly waits: OpenWait[];
  readonly joins: OpenJoin[];
  /** A timer or somebody outside may move its event loop, whatever else it waits for. */
  hasWakers: boolean;
  ended: { readonly t: Milliseconds; readonly code: number | null; readonly signal: string | null } | undefined;
}

/** Who holds a lock, and where in the code it was taken. */
export interface Holder {
  readonly pid: Pid | null;
  readonly place: string | undefined;
}

export interface OpenTask {
  readonly task: number;
  readonly label: string | undefined;
  readonly pid: Pid;
  readonly startedMs: Milliseconds;
}

export interface PoolState {
  readonly pool: string;
  readonly owner: Pid;
  isOver: boolean;
  readonly labels: Map<number, string>;
  readonly running: Map<number, OpenTask>;
  /** Tasks that a worker held at its end, of a pool that answers for them nevermore. */
  readonly lost: Map<number, OpenTask>;
}

/** The fold over the events; it judges nothing. */
export class Facts {
  now: Milliseconds = 0;
  readonly parties = new Map<Pid, Party>();
  readonly holders = new Map<string, Holder>();
  readonly pools = new Map<string, PoolState>();
  /** Queues from which nobody has taken or wants to take anything, where that is told. */
  readonly untaken = new Set<string>();
  /** Processes that ended, newest last; those of the last instants matter. */
  readonly ended: Party[] = [];

  get living(): readonly Party[] {
    return [...this.parties.values()].filter(({ ended }) => ended === undefined);
  }

  nameOf(pid: Pid): string {
    return this.parties.get(pid)?.name ?? String(pid);
  }

  take(event: RunEvent): void {
    if (event.t > this.now) this.now = event.t;
    if (event.type === 'process-started') return this.#started(event);
    if (event.type === 'sample') return this.#sampled(event);
    if (event.type === 'lock-holder') {
      this.holders.set(event.object, { pid: event.holderPid, place: placeOf(event.file, event.line, event.function) });
      return;
    }
    if (event.type === 'queue-depth') {
      if (event.gets === 0 && event.consumers === 0) this.untaken.add(event.queue);
      else this.untaken.delete(event.queue);
      return;
    }
    if (isOfPool(event)) return this.#takeOfPool(event);
    const party = 'pid' in event ? this.parties.get(event.pid) : undefined;
    if (party !== undefined && party.ended === undefined) this.#takeOf(party, event);
  }

  #takeOf(party: Party, event: RunEvent): void {
    switch (event.type) {
      case 'process-exited':
        party.ended = { t: event.t, code: event.code, signal: event.signal };
        this.ended.push(party);
        return;
      case 'process-exec':
        party.command = event.argv?.join(' ') ?? event.name;
        if (!party.isNamedByProgram) party.name = event.name;
        return move(party, event.t);
      case 'process-renamed':
        if (event.seenBy === 'probe' || !party.isNamedByProgram) party.name = event.name;
        party.isNamedByProgram ||= event.seenBy === 'probe';
        return;
      case 'standstill':
        party.threads = event.threads;
        party.lookedMs = event.t;
        return;
      default:
        this.#told(party, event);
    }
  }

  #told(party: Party, event: RunEvent): void {
    switch (event.type) {
      case 'join-started':
        party.joins.push({ childPid: event.childPid, since: event.t, isTimed: event.timeoutMs !== undefined });
        return move(party, event.t);
      case 'join-returned':
        remove(party.joins, ({ childPid }) => childPid === event.childPid);
        return move(party, event.t);
      case 'wait-started':
        party.waits.push({
          kind: event.wait,
          object: event.object,
          since: event.t,
          isTimed: event.timeoutMs !== undefined,
        });
        if (event.holderPid !== undefined) {
          const place = placeOf(event.holderFile, event.holderLine, event.holderFunction);
          this.holders.set(event.object, { pid: event.holderPid, place });
        }
        return move(party, event.t);
      case 'wait-ended':
        remove(party.waits, ({ kind, object }) => kind === event.wait && object === event.object);
        return move(party, event.t);
      case 'exception':
        return move(party, event.t);
      case 'runtime-sample':
        party.hasWakers = (event.wakers ?? 0) > 0;
        return;
      default:
    }
  }

  #started(event: RunEventOf<'process-started'>): void {
    const known = this.parties.get(event.pid);
    if (known !== undefined && (known.ended === undefined || event.seenBy === 'probe')) {
      if (event.seenBy !== 'probe') return;
      known.name = event.name;
      known.isNamedByProgram = true;
      return;
    }
    this.parties.set(event.pid, {
      pid: event.pid,
      ppid: event.ppid,
      startedMs: event.t,
      name: event.name,
      isNamedByProgram: event.seenBy === 'probe',
      command: event.argv?.join(' ') ?? event.name,
      effort: '',
      movedMs: event.t,
      threads: undefined,
      lookedMs: 0,
      waits: [],
      joins: [],
      hasWakers: false,
      ended: undefined,
    });
  }

  #sampled(event: RunEventOf<'sample'>): void {
    for (const row of event.rows) {
      const party = this.parties.get(row.pid);
      if (party === undefined || party.ended !== undefined) continue;
      const spent = effortOf(row);
      if (spent !== party.effort || !isAsleep(row.state)) move(party, event.t);
      party.effort = spent;
    }
  }

  #takeOfPool(event: PoolEvent): void {
    if (event.type === 'pool-opened') {
      const { pool, pid } = event;
      this.pools.set(pool, { pool, owner: pid, isOver: false, labels: new Map(), running: new Map(), lost: new Map() });
      return;
    }
    const pool = this.pools.get(event.pool);
    if (pool === undefined) return;
    switch (event.type) {
      case 'pool-closed':
        // After close() the tasks that were taken are still waited for.
        pool.isOver ||= event.how === 'terminate';
        return;
      case 'pool-broken':
        pool.isOver = true;
        return;
      case 'task-submitted':
        pool.labels.set(event.task, event.label);
        return;
      case 'task-started':
        pool.running.set(event.task, openTask(pool, event));
        return this.#moved(event.pid, event.t);
      case 'task-lost':
        return this.#lost(pool, event);
      default:
        pool.running.delete(event.task);
        pool.labels.delete(event.task);
        if ('pid' in event) this.#moved(event.pid, event.t);
    }
  }

  /** Other pools tell the caller, who then waits no more. */
  #lost(pool: PoolState, event: RunEventOf<'task-lost'>): void {
    const task = pool.running.get(event.task) ?? openTask(pool, event);
    pool.running.delete(event.task);
    const worker = this.parties.get(event.pid);
    if (worker !== undefined && POOL_WORKER.test(worker.name)) pool.lost.set(event.task, task);
  }

  #moved(pid: Pid, t: Milliseconds): void {
    const party = this.parties.get(pid);
    if (party !== undefined) move(party, t);
  }
}

function openTask(
  { labels }: PoolState,
  { task, pid, t }: Pick<RunEventOf<'task-started'>, 'task' | 'pid' | 't'>,
): OpenTask {
  return { task, label: labels.get(task), pid, startedMs: t };
}

type PoolEvent = RunEventOf<
  | 'pool-opened'
  | 'pool-closed'
  | 'pool-broken'
  | 'task-submitted'
  | 'task-started'
  | 'task-finished'
  | 'task-failed'
  | 'task-lost'
  | 'task-retried'
>;

const OF_POOL: ReadonlySet<RunEvent['type']> = new Set<PoolEvent['type']>([
  'pool-opened',
  'pool-closed',
  'pool-broken',
  'task-submitted',
  'task-started',
  'task-finished',
  'task-failed',
  'task-lost',
  'task-retried',
]);

function isOfPool(event: RunEvent): event is PoolEvent {
  return OF_POOL.has(event.type);
}

function isAsleep(state: string | undefined): boolean {
  return state === undefined || state === 'S' || state === 'I';
}

/** What it waited for before says nothing any more. */
function move(party: Party, t: Milliseconds): void {
  party.movedMs = Math.max(party.movedMs, t);
  if (t > party.lookedMs) party.threads = undefined;
}

function remove<Item>(items: Item[], fits: (item: Item) => boolean): void {
  const index = items.findLastIndex(fits);
  if (index >= 0) items.splice(index, 1);
}

/** `program.py:42 in work`; `undefined` where the place is not known. */
function placeOf(file: string | undefined, line: number | undefined, name: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const place = line === undefined ? file : `${file}:${line}`;
  return name === undefined ? place : `${place} in ${name}`;
}
