import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds } from '../../shared/units';
import { monotonicNow, sleep } from './clock';
import { CrashText } from './crash-text';
import { isNote, parseNote, type ProbeNote } from './probe-note';

/** sun_path of unix(7) holds 108 bytes, one of them the end mark. */
const MAX_SOCKET_PATH = 107;
/** One connection a process of the tree, and no more than a tree can sensibly have. */
const MAX_CONNECTIONS = 4096;
/** No report for so long means that none is on its way. */
const QUIET: Milliseconds = 40;
/** A line that grows beyond this without an end is no report. */
const MAX_PENDING = 1_048_576;

export interface ReportServerOptions {
  readonly runStart: MonotonicMilliseconds;
  readonly onEvents: (events: readonly RunEvent[]) => void;
  /** What is for the companion alone; comes before the events that were reported after it. */
  readonly onNote: (note: ProbeNote) => void;
  /** Lines that were no reports. */
  readonly onRefused: (count: number) => void;
}

/** The run's local socket, where the watched programs report (`shared/report.ts`). */
export class ReportServer {
  readonly path: string;
  /** Holds the socket and nothing else. */
  readonly folder: string;
  readonly #options: ReportServerOptions;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  /** Chunks read and connections accepted so far. */
  #received = 0;
  #taken: Promise<void> = Promise.resolve();

  private constructor(place: SocketPlace, options: ReportServerOptions) {
    this.path = place.path;
    this.folder = place.folder;
    this.#options = options;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  /**
   * Opens the socket in a fresh folder that only this user may enter.
   *
   * @throws {Error} when no folder for temporary files gives a path short enough, or none can be
   *   written.
   */
  static async open(options: ReportServerOptions): Promise<ReportServer> {
    const server = new ReportServer(newPlace(), options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(server.path, resolve);
    });
    return server;
  }

  /**
   * Takes in what the programs had sent before they ended, at most for `patience`, and closes.
   *
   * Programs that have ended have closed their connections; of one that lives on, what comes
   * later belongs to no run any more. Nothing new for a while means that all was read.
   */
  async close(patience: Milliseconds): Promise<void> {
    for (let waited = 0, seen = -1; waited < patience && seen !== this.#received; waited += QUIET) {
      seen = this.#received;
      // Connections that wait to be accepted, and data that waits to be read, come with the next turns.
      await turn();
      await turn();
      if (this.#connections.size > 0) await sleep(QUIET);
    }
    this.#server.close();
    await this.#taken;
    this.remove();
  }

  /** Resolves when what the programs had sent by now was taken in: an end may be seen before the last words of it. */
  async heard(): Promise<void> {
    // Accepted in one turn, read in the next; one more for the rest of much.
    for (let turns = 0; turns < 3; turns += 1) await turn();
    await this.#taken;
  }

  /** Removes the socket at once, as the last act of a companion in a hurry. */
  remove(): void {
    for (const socket of this.#connections) socket.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #serve(socket: Socket): void {
    this.#connections.add(socket);
    this.#received += 1;
    let pending = '';
    const crash = new CrashText();
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      this.#received += 1;
      // One after the other: a later line must not overtake an earlier one.
      this.#taken = this.#taken.then(() => this.#take(lines, crash));
      if (pending.length > MAX_PENDING) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#connections.delete(socket);
      this.#taken = this.#taken.then(() => this.#end(pending, crash));
    });
  }

  /** The parser is loaded with the first report: many programs send none. */
  async #take(lines: readonly string[], crash: CrashText): Promise<void> {
    const reports = lines.filter((line) => !crash.take(line, monotonicNow()) && !this.#takeNote(line, crash));
    if (reports.length === 0) return;
    const { parseReport } = await import('../../shared/report');
    const events = reports.map((line) => parseReport(line, this.#options.runStart));
    const good = events.filter((event) => event !== undefined);
    if (good.length > 0) this.#options.onEvents(good);
    if (good.length < events.length) this.#options.onRefused(events.length - good.length);
  }

  #takeNote(line: string, crash: CrashText): boolean {
    const note = isNote(line) ? parseNote(line) : undefined;
    if (note === undefined) return false;
    if ('hello' in note) crash.pid = note.hello.pid;
    this.#options.onNote(note);
    return true;
  }

  /** The connection has closed: what it left without a line end is the end of a crash's text, or nothing. */
  #end(rest: string, crash: CrashText): void {
    if (rest !== '' && !crash.take(rest, monotonicNow())) this.#options.onRefused(1);
    const { report } = crash;
    if (report === undefined) return;
    const { at, ...fact } = report;
    this.#options.onEvents([{ ...fact, t: at - this.#options.runStart }]);
  }
}

interface SocketPlace {
  readonly folder: string;
  readonly path: string;
}

function newPlace(): SocketPlace {
  if (process.platform === 'win32') {
    const folder = mkdtempSync(join(tmpdir(), 'joinscope-'));
    return { folder, path: `\\\\.\\pipe\\joinscope-${process.pid}-${folder.slice(-6)}` };
  }
  const parent = [tmpdir(), '/tmp'].find(
    (folder) => Buffer.byteLength(folder) + '/joinscope-XXXXXX/s'.length <= MAX_SOCKET_PATH,
  );
  if (parent === undefined)
    throw new Error(`No folder for a socket: ${tmpdir()} is too long for its ${MAX_SOCKET_PATH} bytes`);
  const folder = mkdtempSync(join(parent, 'joinscope-'));
  return { folder, path: join(folder, 's') };
}

/** One turn of the event loop, in which it reads what is there to be read. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
