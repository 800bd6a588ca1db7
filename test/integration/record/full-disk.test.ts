import type * as FileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type RecordingProblem, RecordingWriter } from '../../../src/main/record/recording-writer';
import { HEADER, newFolder, SMALL_RUN } from '../../support/recording-files';

// The device that is always full stands in for the file: each write fails with ENOSPC.
vi.mock('node:fs/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof FileSystem>();
  const open: typeof actual.open = (path, ...rest) =>
    String(path).endsWith('.part') ? actual.open('/dev/full', 'w') : actual.open(path, ...rest);
  return { ...actual, open };
});

it.skipIf(process.platform !== 'linux')('stops with one word when the disk is full, and the run goes on', async () => {
  const path = join(await newFolder(), 'run.joinscope');
  const problems: RecordingProblem[] = [];
  const writer = await RecordingWriter.open(path, HEADER, { onProblem: (problem) => problems.push(problem) });
  await vi.waitFor(() => expect(problems).toHaveLength(1));
  expect(problems[0]).toMatchObject({ id: 'recording-stopped', values: { path } });
  expect(problems[0]?.values['reason']).toContain('ENOSPC');
  writer.append(SMALL_RUN);
  await expect(writer.close()).resolves.toBe(false);
  expect(problems).toHaveLength(1);
});
