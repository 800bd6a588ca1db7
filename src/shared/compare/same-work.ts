/** Which runs did the same work: only between those is a ratio of times a speed-up. Pure. */
import type { RunEventOf } from '../events';

type Started = Pick<RunEventOf<'run-started'>, 'argv' | 'demo'>;

/**
 * What was run, without what runs of one command differ in: numbers (of workers above all, wherever
 * they stand), and the folder of the program. Equal texts are the same work.
 *
 * @returns `undefined` where the recording does not tell.
 */
export function workOf(started: Started | undefined): string | undefined {
  if (started === undefined) return undefined;
  const { argv, demo } = started;
  if (demo !== undefined) return `demo ${demo}`;
  const [program = '', ...rest] = argv;
  const name = program.split(/[\\/]/).at(-1) ?? program;
  return JSON.stringify([name, ...rest].map((word) => word.replaceAll(NUMBER, '0')));
}

const NUMBER = /\d+(\.\d+)*/g;
