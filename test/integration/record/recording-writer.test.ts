import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type RecordingProblem, RecordingWriter } from '../../../src/main/record/recording-writer';
import type { RunEvent } from '../../../src/shared/events';
import { HEADER, newFolder, readAll, SMALL_RUN } from '../../support/recording-files';

const log = (t: number, text = 'x'.repeat(200)): RunEvent => ({ type: 'log', t, pid: 10, stream: 'stdout', text });

/** However long the disk takes: no clock is asked. */
async function hasWritten(writer: RecordingWriter, events: readonly RunEvent[]): Promise<void> {
  for (let look = 0; look < 1000 && (await readAll(writer.partPath)).length < events.length; look += 1);
  expect(await readAll(writer.partPath)).toEqual(events);
}

describe('writing a recording', () => {
  it('is found under its own name once it is closed, and as .part before', async () => {
    const path = join(await newFolder(), 'run.joinscope');
    const writer = await RecordingWriter.open(path, HEADER);
    expect([existsSync(path), existsSync(writer.partPath)]).toEqual([false, true]);
    writer.append(SMALL_RUN);
    await expect(writer.close()).resolves.toBe(true);
    expect([existsSync(path), existsSync(writer.partPath)]).toEqual([true, false]);
    await expect(readAll(path)).resolves.toEqual(SMALL_RUN);
  });

  it('reaches the disk within a second, without being closed', async () => {
    const writer = await RecordingWriter.open(join(await newFolder(), 'run.joinscope'), HEADER);
    writer.append(SMALL_RUN);
    await vi.waitFor(async () => expect(await readAll(writer.partPath)).toEqual(SMALL_RUN), { timeout: 1000 });
    await writer.close();
  });

  it('is written at once after a while without events, and what follows soon later, by one timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const writer = await RecordingWriter.open(join(await newFolder(), 'run.joinscope'), HEADER);
    vi.advanceTimersByTime(10_000);
    writer.append(SMALL_RUN);
    expect(vi.getTimerCount()).toBe(0);
    await hasWritten(writer, SMALL_RUN);
    writer.append([log(100)]);
    writer.append([log(101)]);
    expect(vi.getTimerCount()).toBe(1);
    expect(await readAll(writer.partPath)).toEqual(SMALL_RUN);
    vi.advanceTimersByTime(250);
    await hasWritten(writer, [...SMALL_RUN, log(100), log(101)]);
    expect(vi.getTimerCount()).toBe(0);
    await writer.close();
  });

  it('replaces an older recording of that name only when it is closed', async () => {
    const path = join(await newFolder(), 'run.joinscope');
    await writeFile(path, 'older');
    const writer = await RecordingWriter.open(path, HEADER);
    writer.append(SMALL_RUN);
    await expect(readFile(path, 'utf8')).resolves.toBe('older');
    await writer.close();
    await expect(readAll(path)).resolves.toEqual(SMALL_RUN);
  });

  it('writes no secret and no home folder', async () => {
    const path = join(await newFolder(), 'run.joinscope');
    const title = 'prog --token=hunter2 /home/ada/p.py';
    const writer = await RecordingWriter.open(path, { ...HEADER, title }, { home: '/home/ada' });
    const argv = ['prog', '--token', 'hunter2', '/home/ada/p.py'];
    writer.append([{ type: 'process-started', t: 0, pid: 1, ppid: 0, name: 'p', argv, seenBy: 'kernel' }]);
    await writer.close();
    const text = await readFile(path, 'utf8');
    expect(text).not.toMatch(/hunter2|\/home\/ada/);
    expect(text).toContain('~/p.py');
  });

  it('goes without samples and output beyond its size, but keeps starts, ends and verdicts', async () => {
    const path = join(await newFolder(), 'run.joinscope');
    const problems: RecordingProblem[] = [];
    const options = { maxSize: 20_000, onProblem: (problem: RecordingProblem) => problems.push(problem) };
    const writer = await RecordingWriter.open(path, HEADER, options);
    for (let t = 0; t < 1000; t += 1) writer.append([log(t)]);
    writer.append(SMALL_RUN);
    await writer.close();
    const events = await readAll(path);
    const logs = events.filter(({ type }) => type === 'log').length;
    expect(logs).toBeGreaterThan(50);
    expect(events.filter(({ type }) => type === 'process-exited' || type === 'verdict')).toHaveLength(3);
    expect(events.find(({ type }) => type === 'notice')).toMatchObject({ id: 'recording-full' });
    expect(events.at(-1)).toMatchObject({ type: 'lost', count: 1000 - logs + 2, source: 'recording' });
    expect(problems.map(({ id }) => id)).toEqual(['recording-full']);
  });

  it('is whole when it is closed in the midst of a flood', async () => {
    const path = join(await newFolder(), 'flood.joinscope');
    const problems: string[] = [];
    const writer = await RecordingWriter.open(path, HEADER, { onProblem: ({ id }) => problems.push(id) });
    const text = 'x'.repeat(1000);
    const block = (from: number): RunEvent[] =>
      Array.from({ length: 2000 }, (_, index) => ({ type: 'log', t: from + index, pid: 10, stream: 'stdout', text }));
    // The second is gathered while the first is being written, and the third while the second waits.
    for (const from of [0, 2000, 4000]) writer.append(block(from));
    expect(await writer.close()).toBe(true);
    expect(problems).toEqual([]);
    expect(await readAll(path)).toHaveLength(6000);
  });

  it('tells when its file is removed while it writes', async () => {
    const folder = join(await newFolder(), 'inner');
    await mkdir(folder);
    const problems: RecordingProblem[] = [];
    const path = join(folder, 'run.joinscope');
    const writer = await RecordingWriter.open(path, HEADER, { onProblem: (problem) => problems.push(problem) });
    await rm(folder, { recursive: true });
    writer.append(SMALL_RUN);
    await vi.waitFor(() => expect(problems.map(({ id }) => id)).toEqual(['recording-removed']), { timeout: 2000 });
    await expect(writer.close()).resolves.toBe(false);
    expect(problems).toHaveLength(1);
  });

  it('refuses a folder that is not there, and a recording that somebody writes', async () => {
    const folder = await newFolder();
    const nowhere = join(folder, 'none', 'run.joinscope');
    await expect(RecordingWriter.open(nowhere, HEADER)).rejects.toMatchObject({ fault: 'no-folder' });
    await expect(RecordingWriter.open(nowhere, HEADER)).rejects.toThrow(`no folder ${join(folder, 'none')}`);
    const path = join(folder, 'run.joinscope');
    const writer = await RecordingWriter.open(path, HEADER);
    await expect(RecordingWriter.open(path, HEADER)).rejects.toMatchObject({ fault: 'in-use' });
    await writer.close();
  });
});
