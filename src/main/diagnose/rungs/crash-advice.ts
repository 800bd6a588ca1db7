import type { Statement } from '../../../shared/verdict';
import { NODE, PYTHON } from '../interpreters';
import { say } from '../statement';

export interface Crash {
  /** Name of the program's file. */
  readonly program: string;
  /** It called `abort()`, or was made to. */
  readonly isAbort: boolean;
  /** Its own words name the line already. */
  readonly isPlaceKnown: boolean;
  readonly isWindows: boolean;
}

/**
 * How to find the place of a crash, in the terms of what the program runs on.
 *
 * Source: CPython faulthandler; core(5), coredumpctl(1); os.abort and process.abort end by SIGABRT.
 */
export function crashAdvice({ program, isAbort, isPlaceKnown, isWindows }: Crash): readonly Statement[] {
  const name = program.replace(/\.exe$/i, '');
  const isPython = PYTHON.test(name);
  const isScript = isPython || NODE.test(name);
  return [
    ...(isAbort && isScript ? [say('try.find-abort')] : []),
    ...(isPython && !isPlaceKnown ? [say('try.faulthandler')] : []),
    // A core of an interpreter shows its own frames, and not the script's.
    ...(isScript || isWindows ? [] : [say('try.core', { program })]),
    ...(isScript ? [say('try.native-code')] : []),
  ];
}
