import type { Milliseconds, Pid } from '../../shared/units';

/**
 * Lines on stderr that belong together and say why a process ended.
 *
 * `python`, `node`: an exception nobody caught. `fatal-python`: faulthandler or the
 * interpreter itself. `heap-limit`: V8's heap is full. `abort-text`: what the C or C++
 * library says before it calls abort(). `cannot-run`: a shell or an interpreter did not find
 * or may not run what it was given.
 */
export interface StderrBlock {
  readonly kind: 'python' | 'node' | 'fatal-python' | 'heap-limit' | 'abort-text' | 'cannot-run';
  /** When its last line came. */
  at: Milliseconds;
  /** Name of the `multiprocessing.Process` that printed it, from its line `Process NAME:`. */
  readonly processName: string | undefined;
  /** Of the process that printed it, where the text says so. */
  readonly pid: Pid | undefined;
  /** Of the process that wrote it, as the kernel says; it may pass on what it read from a child. */
  writer: Pid | undefined;
  /** An exception's class, the name of a fatal error; '' where something else was thrown. */
  readonly errorType: string;
  readonly message: string;
  /** `file.py:12 in function`; '' where the text has no place. */
  place: string;
  /** It ended a thread, or was only reported: the process went on. */
  readonly isHarmless: boolean;
  /** Printed while another process printed one: lines may be mixed up. */
  isInterleaved: boolean;
  /** Another exception came of this one; only the last ends the process. */
  isSuperseded: boolean;
  /** The stack stands in the start of a child under spawn or forkserver. */
  readonly isBootstrap: boolean;
  /** multiprocessing's own advice about `if __name__ == '__main__'` follows. */
  isSpawnGuard: boolean;
}

/** A block without peculiarities. */
export function newBlock(given: Pick<StderrBlock, 'kind' | 'at' | 'errorType' | 'message'>): StderrBlock {
  return {
    processName: undefined,
    pid: undefined,
    writer: undefined,
    place: '',
    isHarmless: false,
    isInterleaved: false,
    isSuperseded: false,
    isBootstrap: false,
    isSpawnGuard: false,
    ...given,
  };
}
