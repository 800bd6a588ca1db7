/**
 * Forks the companion. Imports as little as can be: the command line forks it before it loads
 * anything else, so that the two start side by side.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Milliseconds } from '../../shared/units';
import type { CompanionReport, CompanionRequest, SentReport } from '../companion/protocol';
import { RowReceiver } from '../companion/sent-rows';
import { entryFile } from '../entry-file';
import companionFlags from './companion-flags.json';

/** How much of what a dying companion wrote is kept. */
const TAIL_LENGTH = 2000;
/** After its exit, how long to wait for the messages that are still in the channel. */
const DRAIN: Milliseconds = 500;

/**
 * Whose stdin, stdout and stderr the command gets: those of this process, passed through
 * (`tee`), or none, its output taken as events (`capture`).
 */
export type OutputMode = 'capture' | 'tee';

/** A companion, seen from its run; a test passes a plain object. */
export interface CompanionPort {
  send(request: CompanionRequest): void;
  /** The listener gets what was reported before it came, too. */
  onReport(listener: (report: CompanionReport) => void): void;
  /** Called once, after the last report; `remark` says how it ended and what it wrote last. */
  onEnd(listener: (remark: string) => void): void;
  /** Ends the companion itself, not what it launched. */
  kill(): void;
}

/** What makes this process's runtime a plain Node, where it is Electron. */
export const runtimeEnvironment: Readonly<Record<string, string>> =
  'electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {};

export type ForkCompanion = (output: OutputMode) => CompanionPort;

/**
 * Starts the companion's process, with this process's own runtime.
 *
 * V8 is set up for programs that are busy; this one is idle but for a few milliseconds a second. So
 * young objects have room for many samples, memory is not tidied up whenever nothing happens, and
 * no four threads are woken to collect a megabyte.
 */
export const forkCompanion: ForkCompanion = (output) => {
  const child = fork(entryFile('companion'), [], {
    serialization: 'advanced',
    execArgv: companionFlags,
    env: companionEnvironment(process.env),
    stdio: output === 'tee' ? ['inherit', 'inherit', 'inherit', 'ipc'] : ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return new ForkedCompanion(child);
};

/**
 * The companion's own environment; the command's travels in its launch spec. Variables that
 * change how Node starts stay out: extra certificates alone cost 90 ms a start.
 */
export function companionEnvironment(from: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(from).filter(([key]) => !/^(NODE_|ELECTRON_)/.test(key));
  return { ...Object.fromEntries(kept), ...runtimeEnvironment };
}

class ForkedCompanion implements CompanionPort {
  readonly #child: ChildProcess;
  readonly #early: CompanionReport[] = [];
  #report: ((report: CompanionReport) => void) | undefined;
  readonly #ended: Promise<string>;

  constructor(child: ChildProcess) {
    this.#child = child;
    const rows = new RowReceiver();
    child.on('message', (message) => {
      const sent = message as SentReport;
      const report = sent.type === 'batch' ? { ...sent, events: rows.unpack(sent.events) } : sent;
      if (this.#report === undefined) this.#early.push(report);
      else this.#report(report);
    });
    this.#ended = endOf(child);
  }

  send(request: CompanionRequest): void {
    // The callback takes the error of a channel that closed meanwhile: onEnd tells of it.
    if (this.#child.connected) this.#child.send(request, () => undefined);
  }

  onReport(listener: (report: CompanionReport) => void): void {
    this.#report = listener;
    for (const report of this.#early.splice(0)) listener(report);
  }

  onEnd(listener: (remark: string) => void): void {
    void this.#ended.then(listener);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-TAIL_LENGTH);
  });
  const disconnected = new Promise<void>((resolve) => child.once('disconnect', resolve));
  const how = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
  });
  await Promise.race([disconnected, new Promise((resolve) => setTimeout(resolve, DRAIN).unref())]);
  return tail.trim() === '' ? how : `${how}: ${tail.trim()}`;
}
