import type { Statement } from '../../../shared/verdict';
import { NODE, PYTHON } from '../interpreters';
import { say } from '../statement';

interface Crash {
  /** It called `abort()`, or was made to. */
  readonly isAbort?: boolean;
  /** Its own words name the line already. */
  readonly isPlaceKnown?: boolean;
  readonly isWindows?: boolean;
}

/**
 * How to find the place of a crash, in the terms of what the program runs on.
 *
 * @param program name of the program's file.
 *
 * Source: CPython faulthandler; core(5), coredumpctl(1); os.abort and process.abort end by SIGABRT.
 */
export function crashAdvice(
  program: string,
  { isAbort = false, isPlaceKnown = false, isWindows = false }: Crash,
): readonly Statement[] {
  const name = program.replace(/\.exe$/i, '');
  const isPython = PYTHON.test(name);
  const isScript = isPython || NODE.test(name);
  return [
    ...(isPython && !isPlaceKnown ? [say('try.faulthandler')] : []),
    // A core of an interpreter shows its own frames, and not the script's.
    ...(isScript || isWindows ? [] : [say('try.core', { program })]),
    ...(isScript ? [say(isAbort ? 'try.find-abort' : 'try.native-code')] : []),
  ];
}
