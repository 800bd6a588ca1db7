/** Entry of every child that the library starts: a worker of a pool, or a process. */
import type { Charge } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import { offerProgress } from '../report-progress';
import { ParentChannel } from './parent-channel';
import { QueueCalls } from './queue-proxy';
import { TaskRunner } from './task-runner';
import { watchParent } from './watchdog';

type Functions = Readonly<Record<string, unknown>>;

watchParent();
process.once('message', (charge: Charge) => {
  const channel = new ParentChannel(charge.token);
  const calls = new QueueCalls(channel);
  if (charge.kind === 'worker') void work(charge, channel, calls);
  else void runProcess(charge, channel, calls);
});

async function work(charge: Charge, channel: ParentChannel, calls: QueueCalls): Promise<void> {
  let runner: TaskRunner | undefined;
  channel.listen((message) => {
    if (calls.settle(message)) return;
    if (message[0] === 'task') runner?.add(message);
    else if (message[0] === 'take-back') runner?.giveBack(message[1]);
    else if (message[0] === 'dismiss') process.exit(0);
  });
  try {
    const functions = (await import(charge.module)) as Functions;
    if (charge.target !== undefined) await call(functions, charge.target, calls.unpack(charge.args));
    runner = new TaskRunner(functions, channel, calls);
    offerProgress((value) => runner?.reportProgress(value));
    await channel.send(['ready']);
  } catch (thrown) {
    await channel.send(['unfit', remoteFaultOf(thrown)]);
    process.exit(1);
  }
}

/** Ends with 0 after the target returned and nothing else keeps the process busy; by its error when it threw. */
async function runProcess(charge: Charge, channel: ParentChannel, calls: QueueCalls): Promise<void> {
  channel.listen((message) => void calls.settle(message));
  await channel.send(['ready']);
  try {
    const functions = (await import(charge.module)) as Functions;
    await call(functions, charge.target ?? 'default', calls.unpack(charge.args));
  } catch (thrown) {
    await channel.send(['threw', remoteFaultOf(thrown)]);
    // Out of reach of this promise: Node ends the process by it, and prints it, as any uncaught error.
    setImmediate(() => {
      throw thrown;
    });
  }
  if (process.connected) process.disconnect();
}

async function call(functions: Functions, name: string, args: readonly unknown[]): Promise<void> {
  const target = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof target !== 'function') throw new TypeError(`The module exports no function ${name}`);
  await (target as (...args: readonly unknown[]) => unknown)(...args);
}
