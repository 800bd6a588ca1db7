import type { Instruction, PoolEvent } from '../../../src/main/multiprocessing/state/pool-events';
import { PoolState, type PoolStateOptions } from '../../../src/main/multiprocessing/state/pool-state';

/**
 * Plays a script of what happens and gives what the pool decides, one line each.
 *
 * `ready 1`, `submit 7`, `begin 1 7`, `return 1 7 [runMs]`, `refuse 1 7`, `giveback 1 7`, `exit 1 [at]`, `unfit 1`, `close`, `terminate`.
 */
export function playPool(script: string, options: PoolStateOptions = { processes: 2 }): readonly string[] {
  const state = new PoolState(options);
  state.handle({ type: 'opened' });
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => state.handle(eventOf(line)).map(sayInstruction));
}

const EVENTS: Readonly<Record<string, (first: number, second: number, third: number | undefined) => PoolEvent>> = {
  ready: (workerId) => ({ type: 'worker-ready', workerId }),
  unfit: (workerId) => ({ type: 'worker-unfit', workerId }),
  submit: (taskId) => ({ type: 'task-submitted', taskId }),
  begin: (workerId, taskId) => ({ type: 'task-started', workerId, taskId }),
  return: (workerId, taskId, runMs = 100) => ({ type: 'task-returned', workerId, taskId, runMs }),
  giveback: (workerId, taskId) => ({ type: 'task-given-back', workerId, taskId }),
  refuse: (workerId, taskId) => ({ type: 'task-refused', workerId, taskId }),
  exit: (workerId, at) => ({ type: 'worker-exited', workerId, at }),
  close: () => ({ type: 'close-requested' }),
  terminate: () => ({ type: 'terminate-requested' }),
};

function eventOf(line: string): PoolEvent {
  const [word = '', ...rest] = line.split(' ');
  const [first = 0, second = 0, third] = rest.map(Number);
  const event = EVENTS[word]?.(first, second, third);
  if (event === undefined) throw new SyntaxError(`No such event: ${line}`);
  return event;
}

function sayInstruction(instruction: Instruction): string {
  switch (instruction.type) {
    case 'assign':
      return `assign ${instruction.workerId} ${instruction.taskId}`;
    case 'fail-task':
      return `fail ${instruction.taskId} ${instruction.reason}`;
    case 'take-back':
      return `ask ${instruction.workerId} ${instruction.taskId}`;
    case 'finish':
      return 'finish';
    default:
      return `${instruction.type.split('-')[0] ?? ''} ${instruction.workerId}`;
  }
}
