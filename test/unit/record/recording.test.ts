import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readRecording } from '../../../src/main/record/read-recording';
import { RecordingWriter } from '../../../src/main/record/recording-writer';
import type { RunEvent } from '../../../src/shared/events';
import type { RecordingHeader } from '../../../src/shared/recording';

const HEADER: RecordingHeader = {
  format: 'joinscope',
  schema: 1,
  runId: '20261125-120000-abcd',
  title: 'python3 program.py',
  startedAt: 1,
  version: '0.1.0',
};

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'joinscope-record-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function eventsIn(path: string): Promise<RunEvent[]> {
  const recording = await readRecording(path);
  const events: RunEvent[] = [];
  for await (const block of recording.events) events.push(...block);
  return events;
}

describe('a recording', () => {
  it('is read back as it was written', async () => {
    const path = join(await newFolder(), 'run.joinscope');
    const events: RunEvent[] = [
      { type: 'process-started', t: 0, pid: 10, ppid: 1, name: 'python3', seenBy: 'kernel' },
      { type: 'log', t: 1, pid: 10, stream: 'stdout', text: 'héllo "世界"' },
      { type: 'process-exited', t: 2, pid: 10, code: 0, signal: null, seenBy: 'kernel' },
    ];
    const writer = await RecordingWriter.open(path, HEADER);
    writer.append(events);
    await expect(writer.close()).resolves.toBe(true);
    await expect(eventsIn(path)).resolves.toEqual(events);
    await expect(readFile(writer.partPath)).rejects.toThrow('ENOENT');
  });
});
