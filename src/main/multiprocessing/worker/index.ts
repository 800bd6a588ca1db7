/** Entry of every child that the library starts: a worker of a pool, or a process. */
import type { Charge } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import { offerProgress } from '../report-progress';
import { offerTaskSignal } from '../task-signal';
import { PipeChannel } from './parent-channel';
import { QueueCalls } from './queue-proxy';
import { TaskRunner } from './task-runner';
import { watchParent } from './watchdog';

type Functions = Readonly<Record<string, unknown>>;

watchParent();
const channel = new PipeChannel();
const calls = new QueueCalls(channel);
let runner: TaskRunner | undefined;

channel.listen((message) => {
  if (calls.settle(message)) return;
  if (message[0] === 'charge') void (message[1].kind === 'worker' ? work(message[1]) : runProcess(message[1]));
  else if (message[0] === 'task') runner?.add(message);
  else if (message[0] === 'take-back') runner?.giveBack(message[1]);
  else if (message[0] === 'cancel') runner?.cancel(message[1]);
  else if (message[0] === 'dismiss') process.exit(0);
});

async function work(charge: Charge): Promise<void> {
  try {
    const functions = (await import(charge.module)) as Functions;
    if (charge.target !== undefined) await call(functions, charge.target, calls.unpack(charge.args));
    const ready = new TaskRunner(functions, channel, calls);
    runner = ready;
    offerProgress((value) => ready.reportProgress(value));
    offerTaskSignal(() => ready.findSignal());
    channel.send(['ready']);
  } catch (thrown) {
    channel.send(['unfit', remoteFaultOf(thrown)]);
    process.exit(1);
  }
}

/** Ends with 0 after the target returned and nothing else keeps the process busy; by its error when it threw. */
async function runProcess(charge: Charge): Promise<void> {
  channel.send(['ready']);
  try {
    const functions = (await import(charge.module)) as Functions;
    await call(functions, charge.target ?? 'default', calls.unpack(charge.args));
  } catch (thrown) {
    channel.send(['threw', remoteFaultOf(thrown)]);
    // Out of reach of this promise: Node ends the process by it, and prints it, as any uncaught error.
    setImmediate(() => {
      throw thrown;
    });
  }
  channel.close();
}

async function call(functions: Functions, name: string, args: readonly unknown[]): Promise<void> {
  const target = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof target !== 'function') throw new TypeError(`The module exports no function ${name}`);
  await (target as (...args: readonly unknown[]) => unknown)(...args);
}
