import { existsSync } from 'node:fs';
import { appendFile, open, readdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingLibrary } from '../../../src/main/record/recording-library';
import { RecordingWriter } from '../../../src/main/record/recording-writer';
import { HEADER, newFolder, SMALL_RUN, textOf } from '../../support/recording-files';

async function newLibrary(): Promise<RecordingLibrary> {
  return new RecordingLibrary(await newFolder());
}

/** A finished recording that began `minutes` after the first. */
async function record(library: RecordingLibrary, minutes: number): Promise<string> {
  const runId = `20261125-12${String(minutes).padStart(2, '0')}00-abcd`;
  const header = { ...HEADER, runId, startedAt: HEADER.startedAt + minutes * 60_000 };
  const writer = await RecordingWriter.open(library.pathOf(runId), header);
  writer.append(SMALL_RUN);
  await writer.close();
  return writer.path;
}

describe('the library of recordings', () => {
  it('lists the newest first, with what needs a look', async () => {
    const library = await newLibrary();
    const older = await record(library, 1);
    const newer = await record(library, 2);
    const listed = await library.list();
    expect(listed.map(({ path }) => path)).toEqual([newer, older]);
    expect(listed[0]).toMatchObject({
      title: HEADER.title,
      durationMs: 1010,
      processes: 2,
      worst: { name: 'Process-1', cause: 'crash' },
      isUnfinished: false,
    });
  });

  it('lists one that was cut off as unfinished, with what is known of it', async () => {
    const library = await newLibrary();
    await writeFile(`${library.pathOf('cut')}.part`, textOf(...SMALL_RUN.slice(0, 4)));
    await expect(library.list()).resolves.toMatchObject([{ isUnfinished: true, processes: 2, durationMs: 500 }]);
  });

  it('reads of one that is being written only what is new, also when it is closed', async () => {
    const library = await newLibrary();
    const header = { ...HEADER, runId: 'live' };
    const path = library.pathOf('live');
    const [begin, rest] = [SMALL_RUN.slice(0, 4), SMALL_RUN.slice(4)];
    await writeFile(`${path}.part`, textOf(...begin).replace(HEADER.runId, 'live'));
    await expect(library.list()).resolves.toMatchObject([{ runId: 'live', processes: 2, durationMs: 500 }]);
    // What was read before is not read again: nobody would notice that it has changed.
    const file = await open(`${path}.part`, 'r+');
    await file.write(JSON.stringify(header).replaceAll(/./g, ' '), 0);
    await file.close();
    await appendFile(`${path}.part`, '{"type":"process-st');
    await expect(library.list()).resolves.toMatchObject([{ runId: 'live', processes: 2, durationMs: 500 }]);
    const known = (await readFile(`${path}.part`, 'utf8')).replace('{"type":"process-st', '');
    await truncate(`${path}.part`, Buffer.byteLength(known));
    await appendFile(`${path}.part`, rest.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await rename(`${path}.part`, path);
    const whole = { runId: 'live', processes: 2, durationMs: 1010, isUnfinished: false };
    await expect(library.list()).resolves.toMatchObject([{ ...whole, worst: { name: 'Process-1', cause: 'crash' } }]);
  });

  it('lists once for all who ask before it has begun', async () => {
    const library = await newLibrary();
    await record(library, 1);
    const first = library.list();
    await first;
    const [running, asked, askedAgain] = [library.list(), library.list(), library.list()];
    expect(asked).toBe(askedAgain);
    expect(await running).toEqual(await asked);
  });

  it('leaves out what is no recording, and is empty where there is no folder', async () => {
    const library = await newLibrary();
    const path = await record(library, 1);
    await writeFile(join(library.folder, 'foreign.joinscope'), 'something else');
    await writeFile(join(library.folder, 'notes.txt'), 'mine');
    expect((await library.list()).map((entry) => entry.path)).toEqual([path]);
    await expect(new RecordingLibrary(join(library.folder, 'none')).list()).resolves.toEqual([]);
  });

  it('takes what it knows from the index, and looks again when a file has changed', async () => {
    const library = await newLibrary();
    const path = await record(library, 1);
    const before = await library.list();
    const index = join(library.folder, 'index.json');
    const planted = (await readFile(index, 'utf8')).replace('"processes":2', '"processes":99');
    await writeFile(index, planted);
    expect((await library.list())[0]?.processes).toBe(99);
    await utimes(path, 1, 1);
    await expect(library.list()).resolves.toEqual(before);
  });

  it('makes a damaged index anew, and leaves nothing half written behind', async () => {
    const library = await newLibrary();
    await record(library, 1);
    for (const damage of ['', '{', '{"version":9}', '{"version":1,"files":{"x":1}}']) {
      await writeFile(join(library.folder, 'index.json'), damage);
      expect(await library.list()).toHaveLength(1);
    }
    expect((await readdir(library.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('forgets a file that was removed', async () => {
    const library = await newLibrary();
    await rm(await record(library, 1));
    await expect(library.list()).resolves.toEqual([]);
  });

  it('removes the oldest beyond the number and the size that may stay, but none in use', async () => {
    const library = await newLibrary();
    const paths = [];
    for (const minutes of [1, 2, 3, 4]) paths.push(await record(library, minutes));
    const [oldest = '', second = '', third = '', newest = ''] = paths;
    await expect(library.prune({ recordings: 3, size: 1e9 }, new Set([oldest]))).resolves.toEqual([]);
    await expect(library.prune({ recordings: 3, size: 1e9 })).resolves.toEqual([oldest]);
    const [{ sizeBytes } = { sizeBytes: 0 }] = await library.list();
    await expect(library.prune({ recordings: 100, size: sizeBytes * 1.5 })).resolves.toEqual([third, second]);
    expect([existsSync(second), existsSync(newest)]).toEqual([false, true]);
  });
});
