/** Where the output of a command goes, and how it is read. */
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';
import type { OutputEnd } from '../launch/spawn-command';
import { openPlainPipe } from '../monitor/linux/plain-pipe';
import { openPseudoTerminal } from '../monitor/linux/pseudo-terminal';
import { SignedStream } from '../monitor/linux/signed-stream';
import { sleep } from './clock';
import { OutputCapture } from './output-capture';
import type { LaunchSpec } from './protocol';

type OutputSpec = Pick<LaunchSpec, 'output' | 'pipes' | 'readStderr'>;

interface CaptureTools {
  readonly now: () => Milliseconds;
  readonly emit: (event: RunEvent) => void;
}

/** In the order of their descriptors, from 1. */
const STREAMS = ['stdout', 'stderr'] as const;
const STDERR = STREAMS.indexOf('stderr');

/** stdout and stderr of a command, from before its start to their end. */
export class CommandOutput {
  readonly #spec: OutputSpec;
  readonly #lines: readonly Line[];
  #captures: readonly OutputCapture[] = [];

  constructor(spec: OutputSpec) {
    this.#spec = spec;
    this.#lines = STREAMS.map((_, index) => openLine(index + 1, spec));
  }

  get ends(): { readonly stdout: OutputEnd; readonly stderr: OutputEnd } {
    const [stdout = 'pipe', stderr = 'pipe'] = this.#lines.map(({ end }) => end);
    return { stdout, stderr };
  }

  /** What the command writes to its stderr goes to a terminal, and nobody here reads it. */
  get isStderrHandedOn(): boolean {
    return this.#lines[STDERR]?.end === 'inherit';
  }

  /** To be called once the command was started, or was not: only then can its streams end. */
  handedOver(): void {
    for (const { end } of this.#lines) if (typeof end === 'number') closeSync(end);
  }

  /** Makes events of what the command and its descendants write. */
  capture(command: ChildProcess, pid: Pid, tools: CaptureTools): void {
    this.#captures = STREAMS.flatMap((stream, index) => {
      const source = this.#lines[index]?.source ?? command[stream];
      const passTo = this.#spec.output === 'tee' ? index + 1 : undefined;
      return source === null ? [] : [new OutputCapture(source, { stream, pid, passTo, ...tools })];
    });
  }

  /**
   * Resolves when both have ended and everything was passed on, or after `patience`: nobody waits for
   * a descendant that keeps them open. But a slow reader gets all of it, however long it takes.
   */
  async drained(patience: Milliseconds, mayWait: () => boolean): Promise<void> {
    const ended = Promise.all(this.#captures.map((capture) => capture.ended));
    do await Promise.race([ended, sleep(patience)]);
    while (mayWait() && this.#captures.some(({ isPassing }) => isPassing));
  }

  tellDropped(): void {
    for (const capture of this.#captures) capture.tellDropped();
  }

  writerEnded(pid: Pid): void {
    for (const capture of this.#captures) capture.writerEnded(pid);
  }

  /** What is left of each. */
  finish(): void {
    for (const capture of this.#captures) capture.finish();
  }
}

interface Line {
  readonly end: OutputEnd;
  /** Where we made it; otherwise Node did. */
  readonly source: Readable | undefined;
}

/**
 * A terminal is handed on as it is, so that the program knows it for one, or replaced by another
 * that can be read, where that was asked for. Otherwise, where the system can say who wrote what,
 * the stream is a pair of sockets that does; where it cannot, or where real pipes were asked for, a
 * pipe.
 */
function openLine(fd: number, { output, pipes, readStderr }: OutputSpec): Line {
  const isLinux = process.platform === 'linux';
  if (output === 'tee' && isatty(fd)) {
    const mayBeRead = readStderr && fd === STDERR + 1 && isLinux;
    return (mayBeRead ? terminalLine(fd) : undefined) ?? { end: 'inherit', source: undefined };
  }
  if (!isLinux) return { end: 'pipe', source: undefined };
  return (pipes ? plainLine() : signedLine()) ?? { end: 'pipe', source: undefined };
}

function terminalLine(fd: number): Line | undefined {
  const terminal = openPseudoTerminal(fd);
  return terminal === undefined ? undefined : { end: terminal.givenEnd, source: terminal.stream };
}

function plainLine(): Line | undefined {
  const pipe = openPlainPipe();
  return pipe === undefined ? undefined : { end: pipe.givenEnd, source: pipe.stream };
}

function signedLine(): Line | undefined {
  const source = SignedStream.open();
  return source === undefined ? undefined : { end: source.givenEnd, source };
}
