/** The line of the program that the last error of a run names. */
import type { RunModel } from '../../shared/model/run-model';

export interface ProgramError {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

const PYTHON_PLACE = /File "[^"]*program\.py", line (\d+)/;
const NODE_PLACE = /program\.mjs:(\d+)/;
const MESSAGE = /^(?:Uncaught )?([A-Z]\w*(?:Error|Exception|Interrupt|Exit)\b.*)$/;

/** `undefined` when nothing was said that names a line of it. */
export function findError({ output }: RunModel): ProgramError | undefined {
  const lines = output.entries.filter(({ stream }) => stream === 'stderr').map(({ text }) => text);
  const python = lines.findLast((text) => PYTHON_PLACE.test(text));
  // The first place of a stack in JavaScript is the innermost, the last one in Python's.
  const node = lines.find((text) => NODE_PLACE.test(text));
  const line = PYTHON_PLACE.exec(python ?? '')?.[1] ?? NODE_PLACE.exec(node ?? '')?.[1];
  const message = lines.findLast((text) => MESSAGE.test(text));
  return line === undefined || message === undefined ? undefined : { line: Number(line), message };
}
