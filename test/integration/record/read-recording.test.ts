import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultLimits, readRecording } from '../../../src/main/record/read-recording';
import { HEADER, newFolder, readAll, SMALL_RUN, textOf } from '../../support/recording-files';

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(await newFolder(), 'run.joinscope');
  await writeFile(path, content);
  return path;
}

const gap = (t: number) => ({ type: 'gap', t, durationMs: 1 }) as const;
const lost = (count: number, t: number) => ({ type: 'lost', t, count, source: 'recording' });

describe('reading a recording', () => {
  it('gives its header and its events in order', async () => {
    const path = await fileWith(textOf(...SMALL_RUN));
    expect((await readRecording(path)).header).toEqual(HEADER);
    await expect(readAll(path)).resolves.toEqual(SMALL_RUN);
  });

  it('unpacks one that is packed, whatever its name', async () => {
    await expect(readAll(await fileWith(gzipSync(textOf(...SMALL_RUN))))).resolves.toEqual(SMALL_RUN);
  });

  it('reads a packed one that was cut off as far as it goes', async () => {
    const many = Array.from({ length: 20_000 }, (_, t) => gap(t));
    const packed = gzipSync(textOf(...many));
    const events = await readAll(await fileWith(packed.subarray(0, packed.length / 2)));
    expect(events.length).toBeGreaterThan(1000);
    expect(events.slice(0, -1)).toEqual(many.slice(0, events.length - 1));
    expect(events.at(-1)).toMatchObject({ type: 'notice', id: 'recording-unreadable' });
  });

  it('drops a torn end, and counts it', async () => {
    const torn = textOf(...SMALL_RUN).slice(0, -20);
    await expect(readAll(await fileWith(torn))).resolves.toEqual([...SMALL_RUN.slice(0, -1), lost(1, 1000)]);
  });

  it('skips damaged lines, counts them, and shows the rest', async () => {
    const path = await fileWith(textOf(gap(1), '{"type":"gap","t":', '{"type":"nonsense","t":1}', '42', '', gap(5)));
    await expect(readAll(path)).resolves.toEqual([gap(1), gap(5), lost(3, 5)]);
  });

  it('skips an overlong line and a deeply nested one', async () => {
    const nested = '['.repeat(200_000);
    const path = await fileWith(textOf(gap(1), 'x'.repeat(defaultLimits.lineLength + 1), nested, gap(2)));
    await expect(readAll(path)).resolves.toEqual([gap(1), gap(2), lost(2, 2)]);
  });

  it('lets no key of a prototype in', async () => {
    const path = await fileWith(
      textOf(
        '{"type":"gap","t":1,"durationMs":1,"__proto__":{"isAdmin":true}}',
        `{"__proto__":null,"type":"gap"}`,
        gap(2),
      ),
    );
    const events = await readAll(path);
    expect(events.at(-1)).toMatchObject({ type: 'lost' });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(events.every((event) => !('isAdmin' in event))).toBe(true);
  });

  it('reads as many events as it may, and says so when there is one more', async () => {
    const ten = Array.from({ length: 10 }, (_, t) => gap(t));
    const limits = { ...defaultLimits, events: 10 };
    await expect(readAll(await fileWith(textOf(...ten)), limits)).resolves.toEqual(ten);
    const more = await readAll(await fileWith(textOf(...ten, gap(10))), limits);
    expect(more.slice(0, 10)).toEqual(ten);
    expect(more.slice(10)).toMatchObject([{ type: 'notice', id: 'recording-cut', values: { events: 10 } }]);
  });

  it('reads a line as long as it may be, and counts one that is longer by a character', async () => {
    const longest = { type: 'log', t: 1, pid: 10, stream: 'stdout', text: 'x'.repeat(500) } as const;
    const longer = { ...longest, text: `${longest.text}x` };
    const limits = { ...defaultLimits, lineLength: JSON.stringify(longest).length };
    for (const end of ['\n', '']) {
      const path = await fileWith(`${textOf(longest)}${JSON.stringify(longer)}${end}`);
      await expect(readAll(path, limits)).resolves.toEqual([longest, lost(1, 1)]);
    }
  });

  it('counts an event of which any part is nested deeper than its schema says, however deep', async () => {
    for (const depth of [1, 2, 100_000]) {
      const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      const lines = SMALL_RUN.flatMap((event) =>
        Object.keys(event)
          .filter((key) => key !== 'type')
          .map((key) => JSON.stringify({ ...event, [key]: 'HERE' }).replace('"HERE"', nested)),
      );
      // Lists of words, of rows and of sentences may be empty; none may hold a list.
      const maybe = depth === 1 ? lines.filter((line) => !/"(?:argv|rows)":\[\]/.test(line)) : lines;
      const path = await fileWith(textOf(...maybe, gap(9)));
      await expect(readAll(path)).resolves.toEqual([gap(9), lost(maybe.length, 9)]);
    }
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const header = JSON.stringify({ ...HEADER, extra: 'HERE' }).replace('"HERE"', deep);
    const odd = await readRecording(await fileWith(`${header}\n${JSON.stringify(gap(1))}\n`));
    expect(odd.header).toEqual(HEADER);
  });

  it.each([
    ['empty', '', 'it is empty'],
    ['foreign', 'PK\u0003\u0004 a zip', 'not a recording'],
    ['foreign', '{"format":"joinscope","schema":1}\n', 'first line is damaged'],
    ['foreign', '{"format":"other","schema":1}\n', 'not a recording'],
    ['foreign', JSON.stringify(HEADER).slice(0, 40), 'not a recording'],
    ['newer', `${JSON.stringify({ ...HEADER, schema: 3 })}\n`, 'schema 3'],
  ])('refuses a file as %s and says why', async (fault, content, reason) => {
    const path = await fileWith(content);
    await expect(readRecording(path)).rejects.toMatchObject({ name: 'RecordingError', fault, path });
    await expect(readRecording(path)).rejects.toThrow(reason);
  });

  it('refuses what is no file, what is not there, and a link to itself', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'dir.joinscope'));
    await symlink('loop', join(folder, 'loop'));
    await expect(readRecording(join(folder, 'dir.joinscope'))).rejects.toMatchObject({ fault: 'foreign' });
    await expect(readRecording(join(folder, 'none'))).rejects.toMatchObject({ fault: 'not-found' });
    await expect(readRecording(join(folder, 'loop'))).rejects.toMatchObject({ fault: 'no-access' });
    await expect(readRecording('/dev/zero')).rejects.toMatchObject({ fault: 'foreign' });
  });

  it('reads a file as large as it may be, and refuses one that is larger by a byte', async () => {
    const path = await fileWith(textOf(...SMALL_RUN));
    const size = (await readFile(path)).length;
    await expect(readAll(path, { ...defaultLimits, fileSize: size })).resolves.toEqual(SMALL_RUN);
    const less = { ...defaultLimits, fileSize: size - 1 };
    await expect(readRecording(path, less)).rejects.toMatchObject({ fault: 'too-large' });
    // Unpacked it counts as what it unpacks to.
    const packed = await fileWith(gzipSync(textOf(...SMALL_RUN)));
    await expect(readAll(packed, { ...defaultLimits, fileSize: size })).resolves.toEqual(SMALL_RUN);
    await expect(readAll(packed, less)).rejects.toMatchObject({ fault: 'too-large' });
  });

  it('unpacks as much from a byte as it may, and refuses what unpacks out of all proportion', async () => {
    const text = textOf(...SMALL_RUN, `"${'x'.repeat(300_000)}"`);
    const packed = gzipSync(text);
    const path = await fileWith(packed);
    // The allowance for small files is part of the proportion.
    const most = Buffer.byteLength(text) / (packed.length + 65_536);
    const events = await readAll(path, { ...defaultLimits, unpackRatio: most * 1.000_001 });
    expect(events.slice(0, -1)).toEqual(SMALL_RUN);
    const less = { ...defaultLimits, unpackRatio: most * 0.999_999 };
    await expect(readAll(path, less)).rejects.toMatchObject({ fault: 'too-large' });
    const bomb = await fileWith(gzipSync(`${textOf()}${' '.repeat(64 * 1024 * 1024)}\n`));
    await expect(readAll(bomb)).rejects.toMatchObject({ name: 'RecordingError', fault: 'too-large' });
  });
});
