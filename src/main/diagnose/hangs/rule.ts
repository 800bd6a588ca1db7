import type { Confidence, HangKind, Statement } from '../../../shared/verdict';
import type { Milliseconds, Pid } from '../../../shared/units';
import type { Facts, Party } from './facts';

/** Everything a rule may look at. */
export interface Scene {
  readonly facts: Facts;
  /** Those that the system's evidence proves to be stuck. */
  readonly stuck: ReadonlyMap<Pid, Party>;
  /** Those that a hang of a rule above explains already. */
  readonly explained: ReadonlySet<Pid>;
}

/** A hang that a rule found. */
export interface Finding {
  /** The cycle in its order, or the waiting ones first; a party that has ended is not among them. */
  readonly pids: readonly Pid[];
  readonly confidence: Confidence;
  readonly title: Statement;
  readonly evidence: readonly Statement[];
  readonly ruledOut: readonly Statement[];
  readonly advice: readonly Statement[];
}

/** One row of the table: a kind of hang, and how it is known. */
export interface HangRule {
  readonly kind: HangKind;
  /** The document, or the source text, that it rests on. */
  readonly source: string;
  /** The lesson that teaches it. */
  readonly lesson: string;
  readonly find: (scene: Scene) => readonly Finding[];
}

/** What a program tells of itself is believed after so long without a move. */
const QUIET: Milliseconds = 2000;

/**
 * Whether a process has not moved for a while, by its CPU time and its own reports, and nobody outside the run can
 * move it: an event loop with a timer may do later what the others wait for.
 */
export function isQuiet(party: Party | undefined, { now }: Facts): party is Party {
  return party?.ended === undefined && party?.hasWakers === false && now - party.movedMs >= QUIET;
}

/** The system's proof outranks what was told. */
export function sureness(pids: readonly Pid[], { stuck }: Scene): Confidence {
  return pids.every((pid) => stuck.has(pid)) ? 'certain' : 'very-likely';
}

/** How an ended process ended, as a word: `SIGKILL`, `exit 3`. */
export function endOf({ ended }: Party): string {
  if (ended === undefined) return '?';
  return ended.signal ?? `exit ${ended.code ?? '?'}`;
}

/** Ended otherwise than by its own wish. */
export function endedBadly({ ended }: Party): boolean {
  return ended !== undefined && (ended.signal !== null || (ended.code !== null && ended.code !== 0));
}

/** Processes of Python's own that wait as long as the program lives. */
const HELPERS =
  /multiprocessing[./](?:resource_tracker|forkserver)|from multiprocessing\.(?:resource_tracker|forkserver)/;

export function isHelper({ command }: Party): boolean {
  return HELPERS.test(command);
}
