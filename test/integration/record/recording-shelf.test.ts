import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingLibrary } from '../../../src/main/record/recording-library';
import { RecordingShelf } from '../../../src/main/record/recording-shelf';
import { HEADER, newFolder, readAll, SMALL_RUN, textOf } from '../../support/recording-files';

const LONG_AGO = new Date('2026-01-01T00:00:00Z');

async function newShelf() {
  const folder = await newFolder();
  const library = new RecordingLibrary(folder);
  const shelf = new RecordingShelf(library);
  /** A recording that nobody writes; `.part` when it is not closed. */
  const put = async (name: string, text = textOf(...SMALL_RUN)): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    await utimes(path, LONG_AGO, LONG_AGO);
    return path;
  };
  return { folder, library, shelf, put };
}

describe('the shelf of recordings', () => {
  it('keeps name, tags, notes and pin beside the recording, and only changes what is given', async () => {
    const { folder, shelf, put } = await newShelf();
    const path = await put('a.joinscope');
    await shelf.mark(path, { name: 'before the fix', tags: ['slow'] });
    await shelf.mark(path, { isPinned: true });
    const [entry] = await new RecordingShelf(new RecordingLibrary(folder)).list();
    expect(entry?.marks).toEqual({ name: 'before the fix', tags: ['slow'], notes: '', isPinned: true });
    expect(await readFile(path, 'utf8')).toBe(textOf(...SMALL_RUN));
  });

  it('loses no mark when several are made at once', async () => {
    const { shelf, put } = await newShelf();
    const paths = await Promise.all(['a', 'b', 'c', 'd'].map((name) => put(`${name}.joinscope`)));
    await Promise.all(paths.map((path) => shelf.mark(path, { notes: path })));
    expect((await shelf.list()).map(({ path, marks }) => marks.notes === path)).toEqual([true, true, true, true]);
  });

  it('puts a damaged file of marks aside instead of writing over it', async () => {
    const { folder, shelf, put } = await newShelf();
    const path = await put('a.joinscope');
    await writeFile(join(folder, 'marks.json'), '{"version":7}');
    expect((await shelf.list())[0]?.marks.name).toBe('');
    await shelf.mark(path, { name: 'new' });
    expect((await shelf.list())[0]?.marks.name).toBe('new');
    const [aside] = (await readdir(folder)).filter((name) => name.startsWith('marks.json.corrupt-'));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe('{"version":7}');
  });

  it('brings back what was removed, with its marks, until it is deleted for good', async () => {
    const { folder, shelf, put } = await newShelf();
    const path = await put('a.joinscope');
    await shelf.mark(path, { tags: ['keep'] });
    await shelf.remove([path]);
    expect(await shelf.list()).toEqual([]);
    await shelf.restore([path]);
    expect((await shelf.list())[0]?.marks.tags).toEqual(['keep']);
    await shelf.remove([path]);
    await shelf.emptyRemoved();
    expect(existsSync(join(folder, 'removed', 'a.joinscope')), 'removed a moment ago').toBe(true);
    await shelf.emptyRemoved(Date.now() + 7_200_000);
    expect(await readdir(join(folder, 'removed'))).toEqual([]);
    await expect(shelf.restore([path])).rejects.toThrow('ENOENT');
  });

  it('lists a recording opened from elsewhere, and forgets it without touching the file', async () => {
    const { shelf, folder } = await newShelf();
    const elsewhere = join(await newFolder(), 'given.joinscope');
    await writeFile(elsewhere, textOf(...SMALL_RUN));
    await shelf.remember(elsewhere);
    await shelf.mark(elsewhere, { name: 'from Ada' });
    expect(await shelf.list()).toMatchObject([
      { path: elsewhere, isElsewhere: true, title: HEADER.title, marks: { name: 'from Ada' } },
    ]);
    await shelf.remove([elsewhere]);
    expect(await shelf.list()).toEqual([]);
    expect(existsSync(elsewhere)).toBe(true);
    await shelf.restore([elsewhere]);
    expect(await shelf.list()).toHaveLength(1);
    expect(existsSync(join(folder, 'given.joinscope'))).toBe(false);
  });

  it('closes a recording that was cut off: the torn line goes, the end is told', async () => {
    const { shelf, put } = await newShelf();
    const part = await put('cut.joinscope.part', `${textOf(...SMALL_RUN.slice(0, 5))}{"type":"sam`);
    expect(await shelf.list()).toMatchObject([{ isUnfinished: true, isCutOff: true }]);
    await shelf.mark(part, { isPinned: true });
    const whole = await shelf.recover(part);
    expect(existsSync(part)).toBe(false);
    expect(await readAll(whole)).toEqual([
      ...SMALL_RUN.slice(0, 5),
      { type: 'run-ended', t: 900, exitCode: null, signal: null, reason: 'companion-lost' },
    ]);
    expect(await shelf.list()).toMatchObject([{ isUnfinished: false, isCutOff: false, marks: { isPinned: true } }]);
  });

  it('neither recovers nor removes what is being written, nor writes over another', async () => {
    const { shelf, put } = await newShelf();
    const part = await put('live.joinscope.part');
    await appendFile(part, '{"type":"sample","t":1,"rows":[]}\n');
    expect(await shelf.list()).toMatchObject([{ isUnfinished: true, isCutOff: false }]);
    await expect(shelf.recover(part)).rejects.toMatchObject({ fault: 'in-use' });
    await expect(shelf.remove([part])).rejects.toMatchObject({ fault: 'in-use' });
    const taken = await put('taken.joinscope.part');
    await put('taken.joinscope');
    await expect(shelf.recover(taken)).rejects.toMatchObject({ fault: 'in-use' });
  });

  it('removes the oldest beyond the limits, but no pinned ones', async () => {
    const { shelf, put } = await newShelf();
    const at = (minutes: number) =>
      textOf(...SMALL_RUN).replace(String(HEADER.startedAt), String(HEADER.startedAt + minutes));
    const [oldest, , newest] = await Promise.all([1, 2, 3].map((minutes) => put(`${minutes}.joinscope`, at(minutes))));
    await shelf.mark(oldest ?? '', { isPinned: true });
    await shelf.tidy({ recordings: 1, size: 1e9 }, new Set());
    expect((await shelf.list()).map(({ path }) => path)).toEqual([newest, oldest]);
  });

  it('is empty where the folder is gone', async () => {
    const shelf = new RecordingShelf(new RecordingLibrary(join(await newFolder(), 'gone')));
    expect(await shelf.list()).toEqual([]);
    await shelf.emptyRemoved();
  });

  it('leaves a folder of that name alone', async () => {
    const { folder, shelf } = await newShelf();
    await mkdir(join(folder, 'folder.joinscope'));
    expect(await shelf.list()).toEqual([]);
  });
});
