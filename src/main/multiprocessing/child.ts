import type { MonotonicMilliseconds, Milliseconds, Pid } from '../../shared/units';
import type { CallSite } from './call-site';
import { NotCloneableError, type ProcessStartError } from './errors';
import type { EventSink } from './event-sink';
import type { ExitStatus } from './exit-status';
import { ChildReport } from './pool-report';
import type { Charge, DownMessage, UpMessage } from './protocol';
import { QueueServer } from './queue-host';
import { remoteFaultOf } from './remote-error';
import { WorkerLink } from './worker-link';

/** Between SIGTERM and SIGKILL. */
export const TERMINATE_GRACE: Milliseconds = 5000;

export interface ChildOptions {
  readonly charge: Omit<Charge, 'token'>;
  readonly env: NodeJS.ProcessEnv | undefined;
  readonly sink: EventSink | undefined;
}

export interface ChildListener {
  /** Everything but calls of queues, which are answered here. */
  received(message: UpMessage): void;
  /** A task that cannot be sent. */
  refused(message: DownMessage, cause: unknown): void;
  /** Last and once. */
  ended(status: ExitStatus, startError: ProcessStartError | undefined): void;
}

/** A child of ours with what belongs to it: its channel, its use of queues, its events. */
export class Child {
  readonly name: string;
  /** 0 when the system could not start it. */
  readonly pid: Pid;
  readonly #link: WorkerLink;
  readonly #queues: QueueServer;
  readonly #report: ChildReport | undefined;
  readonly #openJoins = new Set<(finished: boolean) => void>();
  #killTimer: NodeJS.Timeout | undefined;

  /** @throws {Error} when its charge cannot be sent; see {@link WorkerLink}. */
  constructor({ charge, env, sink }: ChildOptions, listener: ChildListener) {
    this.name = charge.name;
    this.#link = new WorkerLink(
      { charge, env },
      {
        received: (message) => this.#receive(message, listener),
        refused: (message, cause) => this.#refuse(message, cause, listener),
        ended: (status, startError) => {
          this.#end();
          listener.ended(status, startError);
        },
      },
    );
    this.pid = this.#link.pid ?? 0;
    this.#report = sink && this.pid > 0 ? new ChildReport(this.pid, sink) : undefined;
    // Once more when it is ready: whoever watches may not have heard of the process yet.
    this.#report?.named(this.name);
    this.#queues = new QueueServer({ pid: this.pid }, (message) => this.#link.send(message));
  }

  get hasEnded(): boolean {
    return this.#link.hasEnded;
  }

  send(message: DownMessage): void {
    this.#link.send(message);
  }

  hold(isHeld: boolean): void {
    this.#link.hold(isHeld);
  }

  /** Sends a signal and says so, with the place in the program that asked for it. */
  signal(signal: NodeJS.Signals, site: CallSite): void {
    if (this.hasEnded) return;
    this.#report?.signalled(signal, site);
    this.#link.kill(signal);
  }

  /** SIGTERM, and SIGKILL for one that does not end by it. */
  terminate(site: CallSite): void {
    this.signal('SIGTERM', site);
    this.#killTimer = setTimeout(() => this.signal('SIGKILL', site), TERMINATE_GRACE);
  }

  /** @returns to be called when the join gave up; when the child ends first, it returns by itself. */
  beginJoin(timeout?: MonotonicMilliseconds): () => void {
    const returned = this.#report?.joinStarted(timeout) ?? (() => undefined);
    if (this.hasEnded) {
      returned(true);
      return () => undefined;
    }
    this.#openJoins.add(returned);
    return () => {
      if (this.#openJoins.delete(returned)) returned(false);
    };
  }

  #receive(message: UpMessage, listener: ChildListener): void {
    if (message[0] === 'request') return void this.#queues.serve(message[1], message[2]);
    if (message[0] === 'ready') this.#report?.named(this.name);
    if (message[0] === 'threw') this.#report?.threw(message[1]);
    listener.received(message);
  }

  /** What cannot be sent fails whoever waits for it: an answer here, a task at its pool. */
  #refuse(message: DownMessage, cause: unknown, listener: ChildListener): void {
    if (message[0] !== 'answer') return listener.refused(message, cause);
    this.send(['refusal', message[1], remoteFaultOf(new NotCloneableError('The item', cause))]);
  }

  #end(): void {
    clearTimeout(this.#killTimer);
    this.#queues.end();
    this.#report?.joined();
    for (const returned of this.#openJoins) returned(true);
    this.#openJoins.clear();
  }
}
