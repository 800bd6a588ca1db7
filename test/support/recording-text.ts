import type { RunEvent } from '../../src/shared/events';
import type { RecordingHeader } from '../../src/shared/recording';

const oneProcess: readonly RunEvent[] = [
  { type: 'process-started', t: 0, pid: 10, ppid: 1, name: 'recorded', argv: ['recorded'], seenBy: 'kernel' },
  { type: 'log', t: 2, pid: 10, stream: 'stdout', text: 'kept in the recording' },
  { type: 'process-exited', t: 1000, pid: 10, code: 0, signal: null, seenBy: 'kernel' },
  {
    type: 'verdict',
    t: 1000,
    pid: 10,
    verdict: {
      cause: 'ok',
      confidence: 'certain',
      title: { id: 'title.ok', values: { name: 'recorded' } },
      evidence: [],
      ruledOut: [],
      advice: [],
    },
  },
  { type: 'run-ended', t: 1010, exitCode: 0, signal: null, reason: 'exited' },
];

/** The text of a recording; of one process that ended well, unless given others. */
export function recordingText(header: Partial<RecordingHeader> = {}, events = oneProcess): string {
  const full = {
    format: 'joinscope',
    schema: 1,
    runId: '20261125-120000-abcd',
    title: 'recorded program',
    startedAt: 1_795_608_000_000,
    version: '0.1.0',
    ...header,
  };
  return `${[full, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}
