/** Entry of every child that the library starts: a worker of a pool, or a process. */
import { isMainThread } from 'node:worker_threads';
import { becomeChild } from '../process/identity';
import { importInChild, onSpawnRefused } from '../process/spawn-guard';
import type { Charge } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import { offerProgress } from '../report-progress';
import { offerTaskSignal } from '../task-signal';
import { PortChannel } from '../thread/port-channel';
import { type ParentChannel, PipeChannel } from './parent-channel';
import { TaskRunner } from './task-runner';
import { findExport, resolveTarget, type TargetFunction } from './resolve-target';
import { endWithParent } from './watchdog';

type Functions = Readonly<Record<string, unknown>>;

/**
 * Locks, queues and all that is shared: three quarters of this library's text, and a quarter
 * of the time in which a child is there. Most children never see one.
 */
const prepare = (): Promise<unknown> => import('../sync/crossings');

const channel: ParentChannel = isMainThread ? new PipeChannel(prepare) : new PortChannel(prepare);
let runner: TaskRunner | undefined;
let teardown: TargetFunction | undefined;

channel.listen((message) => {
  if (message[0] === 'charge') void begin(message[1]);
  else if (message[0] === 'task') runner?.add(message);
  else if (message[0] === 'define') runner?.define(message[1], message[2]);
  else if (message[0] === 'take-back') runner?.giveBack(message[1]);
  else if (message[0] === 'cancel') runner?.cancel();
  else void leave();
});

async function begin(charge: Charge): Promise<void> {
  // A thread ends with its process; a process of its own has to see to that.
  if (isMainThread) endWithParent(charge.boundTo);
  becomeChild(charge.identity);
  await (charge.kind === 'worker' ? work(charge) : runProcess(charge));
}

async function work(charge: Charge): Promise<void> {
  onSpawnRefused(giveUp);
  try {
    const { target: initializer, module = '' } = charge;
    const functions = (await importInChild(module)) as Functions;
    if (charge.teardown !== undefined) tearDownBy(findExport(functions, charge.teardown, module));
    if (initializer !== undefined) await findExport(functions, initializer, module)(...charge.args);
    const ready = new TaskRunner(functions, channel);
    runner = ready;
    offerProgress((value) => ready.reportProgress(value));
    offerTaskSignal(() => ready.findSignal());
    channel.send(['ready']);
  } catch (thrown) {
    giveUp(thrown);
  }
}

/** On SIGTERM it is called as well: the signal ends the process after it, as it would have at once. */
function tearDownBy(found: TargetFunction): void {
  teardown = found;
  // A thread hears of no signal.
  if (isMainThread) process.once('SIGTERM', () => void tornDown().finally(() => process.kill(process.pid, 'SIGTERM')));
}

/** Nobody waits for anything of this worker any more. */
async function leave(): Promise<void> {
  process.exit((await tornDown()) ? 0 : 1);
}

/** @returns whether all went well; nobody could be told why not but whoever reads stderr. */
async function tornDown(): Promise<boolean> {
  const found = teardown;
  teardown = undefined;
  try {
    await found?.();
    return true;
  } catch (thrown) {
    process.stderr.write(`The teardown failed: ${thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)}\n`);
    return false;
  }
}

/** No other worker would do better: the pool is told, and gives up as well. */
function giveUp(reason: unknown): void {
  channel.send(['unfit', remoteFaultOf(reason)]);
  process.exit(1);
}

/** Ends with 0 after the target returned and nothing else keeps the process busy; by its error when it threw. */
async function runProcess(charge: Charge): Promise<void> {
  channel.send(['ready']);
  try {
    if (charge.run === undefined) throw new TypeError('A process without a target');
    const target = await resolveTarget(charge.run);
    await target(...charge.args);
  } catch (thrown) {
    channel.send(['threw', remoteFaultOf(thrown)]);
    // Out of reach of this promise: Node ends the process by it, and prints it, as any uncaught error.
    setImmediate(() => {
      throw thrown;
    });
  }
  channel.close();
}
