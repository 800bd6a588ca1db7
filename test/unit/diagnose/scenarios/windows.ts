import type { Scenario } from './scenario';

export const windows: readonly Scenario[] = (
  [
    [0xc0000005, 'crash', 'certain', 'title.windows-crash'],
    [-1073741571, 'crash', 'certain', 'title.windows-crash'],
    [0xc0000017, 'out-of-memory', 'very-likely', 'title.windows-memory'],
    [0xc0000135, 'failed-to-start', 'certain', 'title.windows-library'],
    [0xc000013a, 'signal', 'very-likely', 'title.windows-console'],
    [0x40010004, 'signal', 'likely', 'title.windows-outside'],
    [0x10000, 'terminated-by-program', 'very-likely', 'title.windows-terminate'],
    [1, 'unknown', 'unknown', 'title.windows-one'],
    [15, 'unknown', 'unknown', 'title.windows-one'],
    [3, 'exit-status', 'very-likely', 'title.exit-status'],
  ] as const
).map(([code, cause, confidence, title]) => ({
  name: `Windows status ${code}`,
  script: `0 run win32\n0 start 10 python.exe\n50 exit 10 ${code}`,
  pid: 10,
  cause,
  confidence,
  title,
  ...(title === 'title.windows-crash' ? { says: ['try.faulthandler', 'try.native-code'], saysNot: ['try.core'] } : {}),
}));
