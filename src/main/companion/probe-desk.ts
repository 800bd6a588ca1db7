/**
 * Everything the probes of a run tell besides events: it knows who is probed, reads the board,
 * and puts the names in the place of the numbers.
 */
import type { RunEvent, RunEventOf } from '../../shared/events';
import { reasonOf } from '../../shared/outcome';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../shared/units';
import { BoardFile, type BoardReading } from './board/board-file';
import { BoardPace } from './board/board-pace';
import { BoardStory } from './board/board-story';
import { BoardNames } from './board/names';
import { monotonicNow } from './clock';
import type { ProbeNote } from './probe-note';
import { ToldStatuses } from './told-statuses';
import { UnprobedPythons } from './unprobed-pythons';

/** Troubles of one run that are told; a thousand processes have the same one. */
const MAX_TROUBLES = 3;

export interface ProbeDeskOptions {
  /** Where the socket is, and the board is to be. */
  readonly folder: string;
  readonly runStart: MonotonicMilliseconds;
  readonly emit: (event: RunEvent) => void;
  /** Resolves when what the programs had sent by now has come through `note` and `passOn`. */
  readonly heard: () => Promise<void>;
}

type Exit = RunEventOf<'process-exited'>;

export class ProbeDesk {
  readonly #options: ProbeDeskOptions;
  readonly #names = new BoardNames();
  readonly #story: BoardStory;
  readonly #statuses = new ToldStatuses();
  readonly #unprobed = new UnprobedPythons();
  readonly #troubles = new Set<string>();
  /** Others have nothing on the board. */
  readonly #probed = new Set<Pid>();
  /** Ends that were seen, of processes whose last words may still be on their way. */
  readonly #ends = new Set<Exit>();
  #board: BoardFile | undefined;
  #pace: BoardPace | undefined;

  constructor(options: ProbeDeskOptions) {
    this.#options = options;
    this.#story = new BoardStory(this.#names, (seconds) => seconds * 1000 - options.runStart);
  }

  /** Before anything is started. */
  open(): void {
    const { folder } = this.#options;
    try {
      const board = new BoardFile(folder);
      this.#board = board;
      this.#pace = new BoardPace({ folder, isUsed: () => board.read() !== undefined, look: () => this.#look() });
    } catch (error) {
      this.#notice('warning', 'no-board', reasonOf(error));
    }
  }

  note(note: ProbeNote): void {
    if ('hello' in note) this.#welcome(note.hello.pid);
    else if ('object' in note) this.#nameObject(note);
    else if ('site' in note) this.#names.addPlace(note.pid, note.site, placeOf(note));
    else this.#tellTrouble(note);
  }

  /** Passes on what a program reported, with the pool's name in the place of its number. */
  passOn(event: RunEvent): void {
    if (!('pool' in event) || !event.pool.startsWith('@')) {
      this.#options.emit(event);
      this.#tellStatus(event);
      return;
    }
    const pool = this.#names.find(Number(event.pool.slice(1)))?.label;
    const named = pool === undefined ? event : { ...event, pool };
    if (named.type === 'task-started' && this.#story.wasTold(named)) return;
    this.#options.emit(named);
  }

  /** What the watcher saw. */
  saw(event: RunEvent): void {
    for (const notice of this.#unprobed.take(event)) this.#options.emit(notice);
    this.#tellStatus(event);
    if (event.type !== 'process-exited') return;
    this.#ends.add(event);
    void this.#options.heard().then(() => this.#ended(event));
  }

  /** Time has passed. */
  sampled(): void {
    this.#tell(this.#unprobed.look(this.#now()));
  }

  /** Tells an end again, once its parent has told the status that the watcher could not read. */
  #tellStatus(event: RunEvent): void {
    const end = this.#statuses.take(event);
    if (end !== undefined) this.#options.emit(end);
  }

  /** Tells the counts as they are in the end. */
  close(): void {
    this.#pace?.close();
    for (const end of this.#ends) this.#ended(end);
    const reading = this.#read();
    if (reading !== undefined) this.#tell(this.#story.take(reading, this.#now(), true));
    this.#board?.close();
    this.#board = undefined;
  }

  #ended(event: Exit): void {
    if (!this.#ends.delete(event) || !this.#probed.delete(event.pid)) return;
    const reading = this.#read();
    if (reading === undefined) return;
    this.#tell(this.#story.take(reading, this.#now()));
    this.#tell(this.#story.processEnded(reading, event));
  }

  #welcome(pid: Pid): void {
    this.#probed.add(pid);
    this.#unprobed.hello(pid);
  }

  #look(): void {
    const reading = this.#read();
    if (reading !== undefined) this.#tell(this.#story.take(reading, this.#now()));
  }

  #read(): BoardReading | undefined {
    return this.#board?.read();
  }

  #tell(events: readonly RunEvent[]): void {
    for (const event of events) this.#options.emit(event);
  }

  #nameObject({ object, kind, label }: Extract<ProbeNote, { object: number }>): void {
    this.#names.name(object, kind, label);
    const named = this.#names.find(object);
    // A queue that nobody uses is worth seeing as well; a pool is told by its opening.
    if (named?.kind !== 'queue' && named?.kind !== 'pipe') return;
    this.#options.emit({ type: 'queue-depth', t: this.#now(), queue: named.label, depth: 0, puts: 0, gets: 0 });
  }

  #tellTrouble({ trouble, pid }: Extract<ProbeNote, { trouble: string }>): void {
    const isNew = !this.#troubles.has(trouble) && this.#troubles.size < MAX_TROUBLES;
    this.#troubles.add(trouble);
    if (isNew) this.#notice('warning', 'probe-trouble', { pid, trouble });
  }

  #notice(level: RunEventOf<'notice'>['level'], id: string, values: Record<string, string | number>): void {
    const event: RunEvent = { type: 'notice', t: this.#now(), level, id, values };
    this.#options.emit(event);
  }

  #now(): Milliseconds {
    return Math.max(0, monotonicNow() - this.#options.runStart);
  }
}

function placeOf({ file, line, function: name }: Extract<ProbeNote, { site: number }>) {
  return { file, line, function: name };
}
