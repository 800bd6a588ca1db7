import { becomeChild } from '../process/identity';
import { importInChild, onSpawnRefused } from '../process/spawn-guard';
import type { Charge } from '../protocol';
import { remoteFaultOf } from '../remote-error';
import { offerProgress } from '../report-progress';
import { offerTaskSignal } from '../task-signal';
import type { ParentChannel } from './parent-channel';
import { findExport, resolveTarget, type TargetFunction } from './resolve-target';
import { TaskRunner } from './task-runner';

type Functions = Readonly<Record<string, unknown>>;

/** What differs between the kinds of children. */
export interface ChildKind {
  readonly channel: ParentChannel;
  /** Called before anything of the user's is loaded. */
  readonly begin: (charge: Charge) => void;
  /** Calls back when the system asks the child to end; the child ends when that is done. A thread hears of no signal. */
  readonly onTerminate?: (tearDown: () => Promise<unknown>) => void;
}

/** Does what the parent says: the whole life of a worker of a pool, or of a process. */
export function serve(kind: ChildKind): void {
  const child = new ServingChild(kind);
  kind.channel.listen((message) => {
    if (message[0] === 'charge') void child.begin(message[1]);
    else if (message[0] === 'task') child.runner?.add(message);
    else if (message[0] === 'define') child.runner?.define(message[1], message[2]);
    else if (message[0] === 'take-back') child.runner?.giveBack(message[1]);
    else if (message[0] === 'cancel') child.runner?.cancel();
    else void child.leave();
  });
}

class ServingChild {
  readonly #kind: ChildKind;
  readonly #channel: ParentChannel;
  runner: TaskRunner | undefined;
  #teardown: TargetFunction | undefined;

  constructor(kind: ChildKind) {
    this.#kind = kind;
    this.#channel = kind.channel;
  }

  async begin(charge: Charge): Promise<void> {
    this.#kind.begin(charge);
    becomeChild(charge.identity);
    await (charge.kind === 'worker' ? this.#work(charge) : this.#runProcess(charge));
  }

  /** Nobody waits for anything of this worker any more. */
  async leave(): Promise<void> {
    process.exit((await this.#tearDown()) ? 0 : 1);
  }

  async #work(charge: Charge): Promise<void> {
    onSpawnRefused((reason) => this.#giveUp(reason));
    try {
      const { target: initializer, module = '' } = charge;
      const functions = (await importInChild(module)) as Functions;
      if (charge.teardown !== undefined) this.#tearDownBy(findExport(functions, charge.teardown, module));
      if (initializer !== undefined) await findExport(functions, initializer, module)(...charge.args);
      const ready = new TaskRunner(functions, this.#channel);
      this.runner = ready;
      offerProgress((value) => ready.reportProgress(value));
      offerTaskSignal(() => ready.findSignal());
      this.#channel.send(['ready']);
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  #tearDownBy(found: TargetFunction): void {
    this.#teardown = found;
    this.#kind.onTerminate?.(() => this.#tearDown());
  }

  /** @returns whether all went well; nobody could be told why not but whoever reads stderr. */
  async #tearDown(): Promise<boolean> {
    const found = this.#teardown;
    this.#teardown = undefined;
    try {
      await found?.();
      return true;
    } catch (thrown) {
      process.stderr.write(`The teardown failed: ${thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)}\n`);
      return false;
    }
  }

  /** No other worker would do better: the pool is told, and gives up as well. */
  #giveUp(reason: unknown): void {
    this.#channel.send(['unfit', remoteFaultOf(reason)]);
    process.exit(1);
  }

  /** Ends with 0 after the target returned and nothing else keeps the process busy; by its error when it threw. */
  async #runProcess(charge: Charge): Promise<void> {
    this.#channel.send(['ready']);
    try {
      if (charge.run === undefined) throw new TypeError('A process without a target');
      const target = await resolveTarget(charge.run);
      await target(...charge.args);
    } catch (thrown) {
      this.#channel.send(['threw', remoteFaultOf(thrown)]);
      // Out of reach of this promise: Node ends the process by it, and prints it, as any uncaught error.
      setImmediate(() => {
        throw thrown;
      });
    }
    this.#channel.close();
  }
}
