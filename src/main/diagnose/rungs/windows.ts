/** Windows has no signals: an end that was not the process's own is told by its status. */
import type { Cause, Confidence } from '../../../shared/verdict';
import type { VerdictTextId } from '../../../shared/verdict-text';
import type { Rung } from '../rung';
import { say } from '../statement';
import { crashAdvice } from './crash-advice';

interface Status {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly title: VerdictTextId;
}

const CRASH: Status = { cause: 'crash', confidence: 'certain', title: 'title.windows-crash' };
const NO_MEMORY: Status = { cause: 'out-of-memory', confidence: 'very-likely', title: 'title.windows-memory' };
const NO_LIBRARY: Status = { cause: 'failed-to-start', confidence: 'certain', title: 'title.windows-library' };

/** By NTSTATUS (MS-ERREF 2.3.1); 0x10000 is the status that Python's own terminate() sets (popen_spawn_win32.py). */
const STATUSES: Readonly<Record<number, readonly [name: string, status: Status]>> = {
  0xc0000005: ['STATUS_ACCESS_VIOLATION', CRASH],
  0xc000001d: ['STATUS_ILLEGAL_INSTRUCTION', CRASH],
  0xc0000094: ['STATUS_INTEGER_DIVIDE_BY_ZERO', CRASH],
  0xc00000fd: ['STATUS_STACK_OVERFLOW', CRASH],
  0xc0000374: ['STATUS_HEAP_CORRUPTION', CRASH],
  0xc0000409: ['STATUS_STACK_BUFFER_OVERRUN', CRASH],
  0xe06d7363: ['C++ exception', CRASH],
  0xe0434352: ['.NET exception', CRASH],
  0xc0000017: ['STATUS_NO_MEMORY', NO_MEMORY],
  0xc000012d: ['STATUS_COMMITMENT_LIMIT', NO_MEMORY],
  0xc0000135: ['STATUS_DLL_NOT_FOUND', NO_LIBRARY],
  0xc0000142: ['STATUS_DLL_INIT_FAILED', NO_LIBRARY],
  0xc000013a: ['STATUS_CONTROL_C_EXIT', { cause: 'signal', confidence: 'very-likely', title: 'title.windows-console' }],
  // Ends of log-offs and debuggers; seen in the wild beside 0xC000013A (test/fixtures/recorded/SOURCES.md).
  0x40010004: ['DBG_TERMINATE_PROCESS', { cause: 'signal', confidence: 'likely', title: 'title.windows-outside' }],
  0x10000: [
    'TERMINATE',
    { cause: 'terminated-by-program', confidence: 'very-likely', title: 'title.windows-terminate' },
  ],
};

export const windowsStatus: Rung = {
  name: 'NTSTATUS',
  source: 'Microsoft MS-ERREF 2.3.1; CPython Lib/multiprocessing/popen_spawn_win32.py',
  judge({ file, isWindows }) {
    if (!isWindows || file.exit.code === null) return undefined;
    // A status above 2^31 may arrive as a negative number.
    const code = file.exit.code >>> 0;
    const [name, status] = STATUSES[code] ?? [];
    if (name === undefined || status === undefined) return undefined;
    return {
      cause: status.cause,
      confidence: status.confidence,
      title: say(status.title, { name: file.name }),
      evidence: [say('seen.ntstatus', { status: name, code: `0x${code.toString(16).toUpperCase()}` })],
      advice: status === CRASH ? crashAdvice(file.program, { isWindows }) : [],
    };
  },
};
