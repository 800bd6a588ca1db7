import type { Order } from '../../../src/main/multiprocessing/state/pool-orders';
import { PoolState, type PoolStateOptions } from '../../../src/main/multiprocessing/state/pool-state';
import { TaskKind } from '../../../src/main/multiprocessing/state/task-kind';
import { ORDINARY, TaskNode, type TaskPolicy } from '../../../src/main/multiprocessing/state/task-node';

export interface PlayOptions extends Omit<PoolStateOptions, 'size'> {
  /** Workers, or fewest and most. */
  readonly size?: number | readonly [min: number, max: number];
  /** By task. */
  readonly policies?: Readonly<Record<number, Partial<TaskPolicy>>>;
  /** Tasks from this number on run another function. */
  readonly otherFrom?: number;
}

/**
 * Plays a script of what happens and gives what the pool decides, one line each.
 *
 * `ready 1`, `submit 7 [at]`, `later 7 [at]` (as `submit`, kept outside while the pool is full), `begin 1 7 [at]`, `return 1 7 [runMs]`, `throw 1 7`, `refuse 1 7`, `giveback 1 7`,
 * `abandon 7`, `look` (`look 1`: all that was told has left), `idle`, `due 3`, `seconds 10` (pass), `crash 1 [at]` (by a signal), `exit 1 [at]` (by a code), `unfit 1`, `retire 1`,
 * `kill 1`, `resize 1`, `close`, `terminate`.
 */
export function playPool(
  script: string,
  { size = 2, policies = {}, otherFrom = Infinity, ...options }: PlayOptions = {},
): readonly string[] {
  const [min, max] = typeof size === 'number' ? [size, size] : size;
  const later: TaskNode[] = [];
  const source = {
    shift: () => later.shift(),
    get size() {
      return later.length;
    },
  };
  const state = new PoolState({ ...options, size: { min, max }, source });
  state.open();
  const tasks = new Map<number, TaskNode>();
  const kinds = { usual: new TaskKind(), other: new TaskKind(), otherFrom };
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => happen(line, { state, tasks, later, policies, kinds }).map(sayOrder));
}

interface Play {
  readonly state: PoolState;
  readonly tasks: Map<number, TaskNode>;
  readonly later: TaskNode[];
  readonly policies: Readonly<Record<number, Partial<TaskPolicy>>>;
  readonly kinds: { readonly usual: TaskKind; readonly other: TaskKind; readonly otherFrom: number };
}

type Happening = (play: Play, numbers: readonly [first: number, second: number, third?: number]) => readonly Order[];

const inHand =
  (then: (state: PoolState, task: TaskNode, third: number | undefined) => readonly Order[]): Happening =>
  ({ state }, [workerId, taskId, third]) => {
    const task = state.findTask(workerId, taskId);
    return task === undefined ? [] : then(state, task, third);
  };

const HAPPENINGS: Readonly<Record<string, Happening>> = {
  ready: ({ state }, [workerId]) => state.ready(workerId),
  unfit: ({ state }) => state.unfit(),
  seconds: ({ state }, [count]) => Array.from({ length: count }, () => state.replaceSilent()).flat(),
  submit: ({ state, tasks, policies, kinds }, [id, at]) => {
    const kind = id >= kinds.otherFrom ? kinds.other : kinds.usual;
    const task = new TaskNode(id, { kind, policy: { ...ORDINARY, ...policies[id] }, items: 1 }, at);
    tasks.set(id, task);
    return state.submit(task);
  },
  later: ({ state, later, kinds }, [id, at]) => {
    if (!state.isFull) throw new Error(`Task ${id} need not wait`);
    later.push(new TaskNode(id, { kind: kinds.usual, policy: ORDINARY, items: 1 }, at));
    return [];
  },
  begin: inHand((state, task, at = 0) => state.begun(task, at)),
  return: inHand((state, task, runMs = 100) => state.returned(task, runMs)),
  throw: inHand((state, task) => (state.mayRunAgain(task) ? state.again(task, 100) : state.returned(task, 100))),
  giveback: inHand((state, task) => state.givenBack(task)),
  refuse: inHand((state, task) => state.refused(task)),
  abandon: ({ state, tasks }, [id]) => {
    const task = tasks.get(id);
    return task === undefined ? [] : state.abandon(task);
  },
  look: ({ state }, [isDelivered]) => state.looked(() => isDelivered === 1),
  idle: ({ state }) => state.trimIdle(),
  due: ({ state }, [workerId]) => state.startDue(workerId),
  crash: ({ state }, [workerId, at]) => state.exited(workerId, at, 'signal'),
  exit: ({ state }, [workerId, at]) => state.exited(workerId, at, 'code'),
  killed: ({ state }, [workerId, at]) => state.exited(workerId, at, 'outside'),
  retire: ({ state }, [workerId]) => state.replace(workerId, 'when-done'),
  kill: ({ state }, [workerId]) => state.replace(workerId, 'now'),
  resize: ({ state }, [count]) => state.resize({ min: count, max: count }),
  close: ({ state }) => state.close(),
  terminate: ({ state }) => state.terminate(),
};

function happen(line: string, play: Play): readonly Order[] {
  const [word = '', ...rest] = line.split(' ');
  const [first = 0, second = 0, third] = rest.map(Number);
  const happening = HAPPENINGS[word];
  if (happening === undefined) throw new SyntaxError(`No such event: ${line}`);
  return happening(play, third === undefined ? [first, second] : [first, second, third]);
}

function sayOrder(order: Order): string {
  switch (order.type) {
    case 'assign':
      return `assign ${order.workerId} ${order.task.id}`;
    case 'fail-task':
      return `fail ${order.task.id} ${order.reason}`;
    case 'retry-task':
      return `retry ${order.task.id}`;
    case 'take-back':
      return `ask ${order.workerId} ${order.task.id}`;
    case 'plan-start':
      return `plan ${order.workerId} ${order.delay}`;
    case 'finish':
    case 'look':
      return order.type;
    default:
      return `${order.type.split('-')[0] ?? ''} ${order.workerId}`;
  }
}
