import type { Readable } from 'node:stream';
import type { MonotonicMilliseconds, Milliseconds, Pid } from '../../shared/units';
import type { CallSite } from './call-site';
import type { EventSink } from './event-sink';
import { ChildReport } from './child-report';
import { identityOfChild } from './process/identity';
import type { Charge, DownMessage, HeardMessage } from './protocol';
import type { Link, LinkEnd, LinkListener, LinkOptions, OpenLink } from './link/link';
import { ProcessLink } from './link/process-link';
import { keepCompiled } from './load-compiled';

/** Between SIGTERM and SIGKILL. */
export const TERMINATE_GRACE: Milliseconds = 5000;

export interface ChildOptions {
  readonly charge: Omit<Charge, 'token' | 'identity'>;
  readonly isDaemon?: boolean;
  readonly env: NodeJS.ProcessEnv | undefined;
  readonly sink: EventSink | undefined;
  /** See {@link LinkOptions.output}. */
  readonly output?: LinkOptions['output'];
  /** What kind of child; left out, a process. */
  readonly open?: OpenLink | undefined;
}

export interface ChildListener {
  received(message: HeardMessage): void;
  /** A task that cannot be sent. */
  refused(message: DownMessage, cause: unknown): void;
  /** Last and once. */
  ended(end: LinkEnd): void;
}

/** A child of ours with what belongs to it: its channel, its events. */
export class Child {
  readonly name: string;
  /** 0 when the system could not start it. */
  readonly pid: Pid;
  readonly #link: Link;
  readonly #report: ChildReport | undefined;
  readonly #openJoins = new Set<(finished: boolean) => void>();
  #killTimer: NodeJS.Timeout | undefined;

  /** @throws {Error} when its charge cannot be sent; see {@link OpenLink}. */
  constructor(
    { charge, isDaemon = false, env, sink, output, open = openProcess }: ChildOptions,
    listener: ChildListener,
  ) {
    this.name = charge.name;
    const whole = {
      ...charge,
      // Not before it is sent: the child may be started by then.
      get identity() {
        return identityOfChild(charge.name, isDaemon);
      },
    };
    this.#link = open(
      { charge: whole, env, output },
      {
        received: (message) => this.#receive(message, listener),
        refused: (message, cause) => listener.refused(message, cause),
        ended: (end) => {
          this.#end();
          listener.ended(end);
        },
      },
    );
    this.pid = this.#link.pid ?? 0;
    // A thread is no process of its own: what would be told of it would be told of this one.
    const isProcess = this.pid > 0 && this.pid !== process.pid;
    this.#report = sink && isProcess ? new ChildReport(this.pid, sink) : undefined;
    // Once more when it is ready: whoever watches may not have heard of the process yet.
    this.#report?.named(this.name);
  }

  get hasEnded(): boolean {
    return this.#link.hasEnded;
  }

  get stdout(): Readable | undefined {
    return this.#link.stdout;
  }

  get stderr(): Readable | undefined {
    return this.#link.stderr;
  }

  send(message: DownMessage): void {
    this.#link.send(message);
  }

  /** See {@link Link.hasDelivered}. */
  get hasDelivered(): boolean {
    return this.#link.hasDelivered;
  }

  /** See {@link Link.catchUp}. */
  catchUp(): void {
    this.#link.catchUp();
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

  #receive(message: HeardMessage, listener: ChildListener): void {
    if (message[0] === 'ready') {
      keepCompiled();
      this.#report?.named(this.name);
    }
    if (message[0] === 'threw') this.#report?.threw(message[1]);
    listener.received(message);
  }

  #end(): void {
    clearTimeout(this.#killTimer);
    this.#report?.joined();
    for (const returned of this.#openJoins) returned(true);
    this.#openJoins.clear();
  }
}

function openProcess(options: LinkOptions, listener: LinkListener): Link {
  return new ProcessLink(options, listener);
}
