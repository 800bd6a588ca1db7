import type { Cause, Confidence } from '../../../../src/shared/verdict';

/** One end, as a script for `play-run`, with the verdict that its evidence allows. */
export interface Scenario {
  readonly name: string;
  readonly script: string;
  /** The process that is judged. */
  readonly pid: number;
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** Key of the headline. */
  readonly title: string;
  /** Keys that must be among evidence, ruled out and advice. */
  readonly says?: readonly string[];
  /** Keys that must not be there. */
  readonly saysNot?: readonly string[];
}

/** A command and one multiprocessing child of it, both watched from inside. */
export const PARENT_AND_CHILD = `
  0 run
  0 oom 7
  0 start 10 python3 program.py
  1 start 11<10 python3
  2 named 11<10 Process-1 fork
`;
/** The same without probes. */
export const UNPROBED = `
  0 run
  0 oom 7
  0 start 10 python3 program.py
  1 start 11<10 python3
`;
/** Of a child, or of the command: the pid is that of the pipe. */
export const TRACEBACK = `
  50 err 10 Traceback (most recent call last):
  50 err 10   File "/home/u/program.py", line 9, in work
  50 err 10     raise ValueError("bad input")
  50 err 10 ValueError: bad input
`;
