/**
 * Whose traceback is it? Children share their parent's stderr. Where the kernel says who wrote a
 * text, that process or one of its descendants is meant: a parent may print what it read from a
 * child. Where it does not, any may have written it.
 *
 * First the text itself: `Process Foo-1:` names the process, V8 prints its pid. Then the writer,
 * when no descendant's end is explained by the same text. What is left goes by elimination: a process can have written a block when it ended as such a block
 * demands, at about that time, and nothing else explains its end. One candidate is taken;
 * as many blocks as candidates are matched in order; otherwise each is only a possibility.
 */
import type { Milliseconds, Pid } from '../../shared/units';
import { type ClosedFile, type ExitFacts, lineageOf, type OwnBlock } from './case-file';
import { crashSignals } from './signals';
import type { StderrBlock } from './stderr-block';

/** Output reaches the stream up to this long after the end it explains. */
const MAX_DELAY: Milliseconds = 1500;
/** A process ends at most this long after its traceback, unless it is the command itself, which may still wait for its children. */
const MAX_LEAD: Milliseconds = 2000;

export type Attribution = ReadonlyMap<ClosedFile, readonly OwnBlock[]>;

/**
 * @param files processes that ended, in order of their end.
 * @param writers those that wrote to this stderr, as the kernel says: nobody had to read their words.
 */
export function attribute(
  blocks: readonly StderrBlock[],
  files: readonly ClosedFile[],
  writers: ReadonlySet<Pid>,
): Attribution {
  const owned = new Map<ClosedFile, OwnBlock[]>();
  const give = (file: ClosedFile, own: OwnBlock): void => {
    const before = owned.get(file);
    if (before === undefined) owned.set(file, [own]);
    else before.push(own);
  };
  const nameless: StderrBlock[] = [];
  const bearersOf = byName(files);
  for (const block of blocks) {
    if (block.isHarmless || block.isSuperseded) continue;
    const writer = namedWriter(block, files, bearersOf);
    if (writer === undefined) nameless.push(block);
    else give(writer, { block, how: 'named' });
  }
  const isUnexplained = (file: ClosedFile): boolean => !owned.has(file) && file.exceptions.length === 0;
  const left = new Set(withoutReported(nameless, files));
  // From the leaves of the tree up: once a child's own text is known, its parent's is its parent's.
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const block of left) {
      const writer = writerOf(block, files);
      if (writer === undefined || !isUnexplained(writer)) continue;
      const mayBeReadFrom = (one: ClosedFile): boolean =>
        one !== writer && isUnexplained(one) && !writers.has(one.pid) && isOf(block, one);
      if (files.some(mayBeReadFrom)) continue;
      left.delete(block);
      give(writer, { block, how: 'written' });
    }
  }
  for (const [group, candidates] of groupsOf([...left], files.filter(isUnexplained))) {
    for (const [file, own] of shareOut(group, candidates)) give(file, own);
  }
  return owned;
}

/** Without what a process that reported its exception printed of it as well: that is no neighbour's. */
function withoutReported(blocks: readonly StderrBlock[], files: readonly ClosedFile[]): readonly StderrBlock[] {
  const left = new Set(blocks);
  for (const file of files) {
    for (const { errorType, message } of file.exceptions) {
      const printed = [...left].find((block) => block.errorType === errorType && isSameText(block.message, message));
      if (printed !== undefined && mayHaveWritten(file, printed)) left.delete(printed);
    }
  }
  return [...left];
}

/** A report may be cut, and what is printed may end, below the first line. */
function isSameText(printed: string, reported: string): boolean {
  return printed.split('\n')[0] === reported.split('\n')[0];
}

/** The process that wrote a text, if it ended as the text announces. */
function writerOf(block: StderrBlock, files: readonly ClosedFile[]): ClosedFile | undefined {
  if (block.writer === undefined) return undefined;
  return files.findLast((file) => file.pid === block.writer && mayHaveWritten(file, block));
}

/** Whether a text may be of this process, or one that a process above it read and printed. */
function isOf(block: StderrBlock, file: ClosedFile): boolean {
  if (!mayHaveWritten(file, block)) return false;
  if (block.writer === undefined) return true;
  for (const { pid } of lineageOf(file)) if (pid === block.writer) return true;
  return false;
}

type Bearers = ReadonlyMap<string, readonly ClosedFile[]>;

function byName(files: readonly ClosedFile[]): Bearers {
  const bearers = new Map<string, ClosedFile[]>();
  for (const file of files) {
    const same = bearers.get(file.name);
    if (same === undefined) bearers.set(file.name, [file]);
    else same.push(file);
  }
  return bearers;
}

function namedWriter(block: StderrBlock, files: readonly ClosedFile[], bearersOf: Bearers): ClosedFile | undefined {
  if (block.pid !== undefined) return files.findLast((file) => file.pid === block.pid);
  if (block.processName === undefined) return undefined;
  const bearers = (bearersOf.get(block.processName) ?? []).filter((file) => isOf(block, file));
  return bearers.length === 1 ? bearers[0] : bearers.find(({ pid }) => pid === block.writer);
}

/** Blocks that the same processes may have written, with those processes. */
function groupsOf(
  blocks: readonly StderrBlock[],
  files: readonly ClosedFile[],
): readonly (readonly [StderrBlock[], readonly ClosedFile[]])[] {
  const groups = new Map<string, readonly [StderrBlock[], readonly ClosedFile[]]>();
  for (const block of blocks) {
    const candidates = likeliestOf(
      files.filter((file) => isOf(block, file)),
      block,
    );
    if (candidates.length === 0) continue;
    const key = candidates.map(({ pid, startedMs }) => `${pid}@${startedMs}`).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [[block], candidates]);
    else group[0].push(block);
  }
  return [...groups.values()];
}

/** Programs that print such blocks, by name; a script of any other name may run on one of them. */
const RUNTIMES: Partial<Record<StderrBlock['kind'], RegExp>> = {
  python: /python|pypy/i,
  'fatal-python': /python|pypy/i,
  node: /node|electron|bun|deno/i,
  'heap-limit': /node|electron/i,
};

/** Those that are known to run on the block's language, where there are any. */
function likeliestOf(files: readonly ClosedFile[], { kind }: StderrBlock): readonly ClosedFile[] {
  const runtime = RUNTIMES[kind];
  if (runtime === undefined || files.length < 2) return files;
  const fitting = files.filter((file) => file.isProbed || runtime.test(file.program));
  return fitting.length === 0 ? files : fitting;
}

function shareOut(
  blocks: readonly StderrBlock[],
  candidates: readonly ClosedFile[],
): readonly (readonly [ClosedFile, OwnBlock])[] {
  const [only] = candidates;
  const last = blocks.at(-1);
  if (only === undefined || last === undefined) return [];
  if (candidates.length === 1) return [[only, { block: last, how: last.isInterleaved ? 'order' : 'only' }]];
  const how = blocks.length >= candidates.length ? 'order' : 'possible';
  return candidates.map((file, index) => [file, { block: blocks[index] ?? last, how }]);
}

function mayHaveWritten(file: ClosedFile, block: StderrBlock): boolean {
  const { exit } = file;
  if (exit.t < block.at - MAX_DELAY || file.startedMs > block.at + MAX_DELAY) return false;
  if (exit.t > block.at + MAX_LEAD && file.parent !== undefined) return false;
  return ENDS_AS[block.kind](exit, block) && isRightKind(block, file);
}

/** Whether a process ended the way a block of this kind announces. */
const ENDS_AS: Readonly<Record<StderrBlock['kind'], (exit: ExitFacts, block: StderrBlock) => boolean>> = {
  python: ({ code, signal }, { errorType }) => code === 1 || (errorType === 'KeyboardInterrupt' && signal === 'SIGINT'),
  node: ({ code }) => code === 1 || code === 7,
  'fatal-python': ({ code, signal }) => code === 1 || (signal !== null && crashSignals.has(signal)),
  'heap-limit': isAbort,
  'abort-text': isAbort,
  'cannot-run': ({ code }) => code === 126 || code === 127 || code === 2,
};

function isAbort({ code, signal }: ExitFacts): boolean {
  return signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134;
}

/**
 * A multiprocessing child prints its name above its traceback, except while it is being set
 * up; the command itself never does.
 */
function isRightKind(block: StderrBlock, file: ClosedFile): boolean {
  if (block.kind !== 'python') return true;
  if (block.isBootstrap) return file.parent !== undefined;
  if (block.processName !== undefined)
    return file.parent !== undefined && (!file.isNamedByProgram || file.name === block.processName);
  return file.startMethod === undefined;
}
