import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ReadingLimits, readRecording } from '../../src/main/record/read-recording';
import type { RunEvent } from '../../src/shared/events';
import type { RecordingHeader } from '../../src/shared/recording';

export const HEADER: RecordingHeader = {
  format: 'joinscope',
  schema: 2,
  runId: '20261125-120000-abcd',
  title: 'python3 program.py',
  startedAt: 1_795_608_000_000,
  version: '0.1.0',
};

/** An empty folder, gone when the test has finished. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'joinscope-record-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The events of a recording, all at once. */
export async function readAll(path: string, limits?: ReadingLimits): Promise<RunEvent[]> {
  const recording = await readRecording(path, limits);
  const events: RunEvent[] = [];
  for await (const block of recording.events) events.push(...block);
  return events;
}

/** The text of a recording with these lines after its header. */
export function textOf(...lines: readonly (object | string)[]): string {
  const all = [HEADER, ...lines].map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return `${all.join('\n')}\n`;
}

/** A run of two processes of which the child crashed. */
export const SMALL_RUN: readonly RunEvent[] = [
  { type: 'process-started', t: 0, pid: 10, ppid: 1, name: 'python3', argv: ['python3', 'p.py'], seenBy: 'kernel' },
  { type: 'process-started', t: 1, pid: 11, ppid: 10, name: 'Process-1', startMethod: 'fork', seenBy: 'probe' },
  { type: 'log', t: 2, pid: 10, stream: 'stdout', text: 'héllo "世界"' },
  { type: 'sample', t: 500, rows: [{ pid: 10, cpu: 12.5, cpuMs: 60, rss: 1e6, state: 'S' }] },
  { type: 'process-exited', t: 900, pid: 11, code: null, signal: 'SIGSEGV', coreDumped: true, seenBy: 'kernel' },
  {
    type: 'verdict',
    t: 900,
    pid: 11,
    verdict: {
      cause: 'crash',
      confidence: 'very-likely',
      title: { id: 'title.crash-segv', values: { name: 'Process-1', signal: 'SIGSEGV' } },
      evidence: [],
      ruledOut: [],
      advice: [],
    },
  },
  { type: 'process-exited', t: 1000, pid: 10, code: 0, signal: null, seenBy: 'kernel' },
  { type: 'run-ended', t: 1010, exitCode: 0, signal: null, reason: 'exited' },
];
