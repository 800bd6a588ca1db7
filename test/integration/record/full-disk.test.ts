import { readdirSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type RecordingProblem, RecordingWriter } from '../../../src/main/record/recording-writer';
import { HEADER, newFolder, readAll, SMALL_RUN } from '../../support/recording-files';

/** Writes of a recording that succeed, before the device that is always full stands in for the file: ENOSPC. */
let room = 0;

vi.mock('node:fs/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof FileSystem>();
  const open: typeof actual.open = async (path, ...rest) => {
    const file = await actual.open(path, ...rest);
    if (!String(path).endsWith('.part')) return file;
    const append = file.appendFile.bind(file);
    let left = room;
    file.appendFile = async (...given) => {
      left -= 1;
      if (left >= 0) return append(...given);
      return actual.appendFile('/dev/full', ...given);
    };
    return file;
  };
  return { ...actual, open };
});

describe.skipIf(process.platform !== 'linux')('on a full disk', () => {
  it('a recording that has begun stops with one word, the run goes on, and what was written opens', async () => {
    room = 1;
    const path = join(await newFolder(), 'run.joinscope');
    const problems: RecordingProblem[] = [];
    const writer = await RecordingWriter.open(path, HEADER, { onProblem: (problem) => problems.push(problem) });
    writer.append(SMALL_RUN);
    await vi.waitFor(() => expect(problems).toHaveLength(1));
    expect(problems[0]).toMatchObject({ id: 'recording-stopped', values: { path } });
    expect(problems[0]?.values['reason']).toContain('ENOSPC');
    writer.append(SMALL_RUN);
    await expect(writer.close()).resolves.toBe(false);
    expect(problems).toHaveLength(1);
    await expect(readAll(path)).resolves.toEqual([]);
  });

  it('a recording without room for its first line is refused with the reason, and leaves no file', async () => {
    room = 0;
    const path = join(await newFolder(), 'run.joinscope');
    const onProblem = vi.fn();
    const opened = RecordingWriter.open(path, HEADER, { onProblem });
    await expect(opened).rejects.toMatchObject({ name: 'RecordingError', fault: 'no-access' });
    await expect(opened).rejects.toThrow(`Cannot record to ${path}: there is no space left in`);
    expect(onProblem).not.toHaveBeenCalled();
    expect(readdirSync(dirname(path))).toEqual([]);
  });
});
