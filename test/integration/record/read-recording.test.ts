import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { defaultLimits, readRecording } from '../../../src/main/record/read-recording';
import { RecordingError } from '../../../src/main/record/recording-error';
import { HEADER, newFolder, readAll, SMALL_RUN, textOf } from '../../support/recording-files';

async function fileWith(content: string | Buffer): Promise<string> {
  const path = join(await newFolder(), 'run.joinscope');
  await writeFile(path, content);
  return path;
}

const gap = (t: number) => ({ type: 'gap', t, durationMs: 1 }) as const;
const lost = (count: number, t: number) => ({ type: 'lost', t, count, source: 'recording' });

/** Small and repeatable (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

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
    expect(events).toEqual(many.slice(0, events.length));
  });

  it('drops only the torn end when it is cut at any byte of its last two lines', async () => {
    const whole = Buffer.from(textOf(...SMALL_RUN));
    const kept = Buffer.byteLength(textOf(...SMALL_RUN.slice(0, -2)));
    const path = await fileWith('');
    for (let length = kept; length <= whole.length; length += 1) {
      await writeFile(path, whole.subarray(0, length));
      const events = await readAll(path);
      expect(events.length).toBeGreaterThanOrEqual(SMALL_RUN.length - 2);
      expect(events).toEqual(SMALL_RUN.slice(0, events.length));
    }
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

  it('survives 1 000 random changes of its bytes', async () => {
    const whole = Buffer.from(textOf(...SMALL_RUN, ...SMALL_RUN, ...SMALL_RUN));
    const random = randomFrom(7);
    const path = await fileWith('');
    for (let round = 0; round < 1000; round += 1) {
      const damaged = Buffer.from(whole);
      for (let changes = 0; changes <= round % 4; changes += 1) {
        damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      }
      await writeFile(path, damaged);
      const events = await readAll(path).catch((error: unknown) => {
        expect(error).toBeInstanceOf(RecordingError);
        return [];
      });
      expect(events.length).toBeLessThanOrEqual(SMALL_RUN.length * 3 + 1);
    }
  });

  it('stops at the largest number of events and says so', async () => {
    const path = await fileWith(textOf(...Array.from({ length: 50 }, (_, t) => gap(t))));
    const events = await readAll(path, { ...defaultLimits, events: 10 });
    expect(events.at(-1)).toMatchObject({ type: 'notice', id: 'recording-cut' });
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

  it('refuses one that is too large, and one that unpacks out of all proportion', async () => {
    const path = await fileWith(textOf(...SMALL_RUN));
    const size = (await readFile(path)).length;
    await expect(readRecording(path, { ...defaultLimits, fileSize: size - 1 })).rejects.toMatchObject({
      fault: 'too-large',
    });
    const bomb = await fileWith(gzipSync(`${textOf()}${' '.repeat(64 * 1024 * 1024)}\n`));
    await expect(readAll(bomb)).rejects.toMatchObject({ name: 'RecordingError', fault: 'too-large' });
  });
});
