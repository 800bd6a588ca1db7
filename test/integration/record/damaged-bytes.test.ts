/** What is read of a file whose bytes were changed: nothing crashes, what is whole is there, and the damage is counted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/main/record/entry-of';
import { RecordingError } from '../../../src/main/record/recording-error';
import { TimeBlocks } from '../../../src/main/record/time-blocks';
import type { RunEvent } from '../../../src/shared/events';
import { randomFrom } from '../../support/random';
import { newFolder, readAll, SMALL_RUN, textOf } from '../../support/recording-files';

const LINE_END = 0x0a;
const whole = Buffer.from(textOf(...SMALL_RUN));
const packed = gzipSync(whole);
const originals = new Map(linesOf(whole).map((line, place) => [line.toString('latin1'), SMALL_RUN[place - 1]]));
const lastTwoLines = Buffer.byteLength(textOf(...SMALL_RUN.slice(0, -2)));

/** By bytes, as damage comes; what stands behind the last line end is a line where there is something. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = bytes.indexOf(LINE_END); end !== -1; end = bytes.indexOf(LINE_END, from)) {
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines;
}

type Reading = { readonly refused: RecordingError } | { readonly events: readonly RunEvent[] };

/** Anything but a refusal with its reason is a crash. */
function orRefusal(error: unknown): { readonly refused: RecordingError } {
  if (!(error instanceof RecordingError)) throw error;
  return { refused: error };
}

async function open(path: string, bytes: Buffer): Promise<Reading> {
  writeFileSync(path, bytes);
  return readAll(path).then((events) => ({ events }), orRefusal);
}

/** The list of runs and the look at a stretch read the same file by ways of their own. */
async function openOtherwise(path: string): Promise<void> {
  await digestOf(path).catch(orRefusal);
  await new TimeBlocks(path, { blockSize: 256 }).within({ from: 0, to: 2000 });
}

const isDamageCount = (event: RunEvent): boolean => event.type === 'lost' && event.source === 'recording';
const countOf = (events: readonly RunEvent[]): number =>
  events.reduce((sum, event) => sum + (event.type === 'lost' && isDamageCount(event) ? event.count : 0), 0);

/** Each line that is as it was is there; every other one is an event too, or it is counted. */
async function expectCounted(path: string, bytes: Buffer, what: string): Promise<void> {
  const reading = await open(path, bytes);
  const [header, ...rest] = linesOf(bytes);
  const lines = rest.map((line) => line.toString('latin1').replace(/\r$/, '')).filter((line) => line !== '');
  if ('refused' in reading) {
    expect(header?.equals(linesOf(whole)[0] ?? header), `${what}: refused for no reason`).not.toBe(true);
    expect(reading.refused.message).toContain(path);
    return;
  }
  const events = reading.events.filter((event) => !isDamageCount(event));
  expect(events.length + countOf(reading.events), what).toBe(lines.length);
  const untouched = lines.flatMap((line) => originals.get(line) ?? []);
  const told = new Set(events.map((event) => JSON.stringify(event)));
  expect(
    untouched.filter((event) => !told.has(JSON.stringify(event))),
    what,
  ).toEqual([]);
}

/** A packed file has a checksum: it is as it was, or it says that it is not, or it is refused. */
async function expectTold(path: string, bytes: Buffer, what: string): Promise<void> {
  const reading = await open(path, bytes);
  if ('refused' in reading) return;
  const { events } = reading;
  const isTold = events.some((event) => event.type === 'notice' && event.id === 'recording-unreadable');
  if (!isTold && countOf(events) === 0) expect(events, what).toEqual(SMALL_RUN);
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

type Change = (bytes: Buffer, random: () => number) => Buffer;
const upTo = (most: number, random: () => number): number => Math.floor(random() * most);

/** What disks, editors and broken copies do to a file. */
const changes: readonly Change[] = [
  (bytes, random) => flipped(bytes, upTo(bytes.length * 8, random)),
  function overwrite(bytes, random) {
    const changed = Buffer.from(bytes);
    const from = upTo(bytes.length, random);
    for (let at = from; at < Math.min(bytes.length, from + 1 + upTo(40, random)); at += 1)
      changed[at] = upTo(256, random);
    return changed;
  },
  function insert(bytes, random) {
    const at = upTo(bytes.length, random);
    const strange = Buffer.from(Array.from({ length: 1 + upTo(20, random) }, () => upTo(256, random)));
    return Buffer.concat([bytes.subarray(0, at), strange, bytes.subarray(at)]);
  },
  function remove(bytes, random) {
    const at = upTo(bytes.length, random);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + upTo(60, random))]);
  },
  (bytes, random) => bytes.subarray(0, 1 + upTo(bytes.length - 1, random)),
  function zeroes(bytes, random) {
    const from = upTo(bytes.length, random);
    return Buffer.from(bytes).fill(0, from, Math.min(bytes.length, from + 1 + upTo(200, random)));
  },
  function twice(bytes, random) {
    const [from, to] = [upTo(bytes.length, random), upTo(bytes.length, random)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
];

const headerEnd = Buffer.byteLength(textOf());

// Thousands of files are written and read: on a busy machine that takes its time.
describe('a recording whose bytes were changed', { timeout: 300_000 }, () => {
  it('is counted right for each flipped bit of its header and its last two lines, and for some elsewhere', async () => {
    const path = join(await newFolder(), 'flipped.joinscope');
    const random = randomFrom(11);
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const isNear = bit >> 3 < headerEnd || bit >> 3 >= lastTwoLines;
      if (isNear || random() < 1 / 16) await expectCounted(path, flipped(whole, bit), `bit ${bit}`);
    }
  });

  it('says so for each flipped bit of the head and the foot of a packed one, and for some elsewhere', async () => {
    const path = join(await newFolder(), 'flipped.joinscope');
    const random = randomFrom(12);
    for (let bit = 0; bit < packed.length * 8; bit += 1) {
      const isNear = bit >> 3 < 24 || bit >> 3 >= packed.length - 16;
      if (isNear || random() < 1 / 16) await expectTold(path, flipped(packed, bit), `bit ${bit}`);
    }
  });

  it('is counted right when it is cut at each byte of its last two lines, and says so when a packed one is cut', async () => {
    const path = join(await newFolder(), 'cut.joinscope');
    for (let length = lastTwoLines; length <= whole.length; length += 1) {
      await expectCounted(path, whole.subarray(0, length), `cut at ${length}`);
    }
    for (let length = 1; length <= packed.length; length += 1) {
      await expectTold(path, packed.subarray(0, length), `packed, cut at ${length}`);
    }
  });

  it.each([
    ['is counted right after each of 1 000 seeded changes', whole, expectCounted],
    ['says so after each of 1 000 seeded changes of a packed one', packed, expectTold],
  ])('%s', async (_title, bytes, expectRight) => {
    const path = join(await newFolder(), 'changed.joinscope');
    for (let seed = 0; seed < 1000; seed += 1) {
      const random = randomFrom(seed);
      let changed: Buffer = bytes;
      for (let left = 1 + upTo(3, random); left > 0; left -= 1) {
        changed = changes[upTo(changes.length, random)]?.(changed, random) ?? changed;
      }
      if (changed.length === 0) continue;
      await expectRight(path, changed, `seed ${seed}`);
      if (seed % 4 === 0) await openOtherwise(path);
    }
  });
});
