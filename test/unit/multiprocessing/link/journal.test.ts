/**
 * A child's stream, by pipe and by journal: in whatever order it holds back, writes and
 * dies, and its parent reads the one and the other, each byte arrives once and in its place.
 */
import { closeSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BrokenChannelError } from '../../../../src/main/multiprocessing/codec/frame-reader';
import {
  JOURNAL_DATA,
  JOURNAL_ROOM,
  JOURNAL_SIZE,
  MARK_WORD,
  START_WORD,
} from '../../../../src/main/multiprocessing/link/journal-layout';
import { JournaledFrames } from '../../../../src/main/multiprocessing/link/journaled-frames';
import { Journal } from '../../../../src/main/multiprocessing/link/journal';
import { openSharedMemory, type SharedMemory } from '../../../../src/main/multiprocessing/link/shared-memory';

const shared = openSharedMemory(JOURNAL_SIZE, createRequire(import.meta.url));
afterAll(() => {
  if (shared !== undefined) closeSync(shared.descriptor);
});

const MARK = 4711;

/** A child and its parent in one process. */
class World {
  /** What the child has said for good, and what its parent has heard. */
  said = Buffer.alloc(0);
  heard = Buffer.alloc(0);
  readonly #memory: Uint8Array;
  readonly #journal: Journal;
  readonly #frames: JournaledFrames;
  #pipe = Buffer.alloc(0);
  #unwritten = Buffer.alloc(0);
  #position: number;
  #next = 0;

  constructor({ bytes, descriptor }: SharedMemory, position: number) {
    this.#memory = bytes.fill(0xee);
    new Int32Array(bytes.buffer, bytes.byteOffset)[MARK_WORD] = MARK;
    this.#position = position;
    this.#journal = new Journal(bytes, position);
    const hear = (chunk: Buffer, length = chunk.length): void => {
      this.heard = Buffer.concat([this.heard, chunk.subarray(0, length)]);
    };
    this.#frames = new JournaledFrames(() => ({ findSpace: () => undefined, filled: () => undefined, push: hear }), {
      position,
    });
    expect(this.#frames.open(process.pid, { descriptor, mark: MARK })).toBe(true);
  }

  /** Something that is none of the child's gets into its pipe; its parent reads it, and what was held. */
  spoil(bytes: Buffer): void {
    this.#put(bytes);
    expect(() => this.#read(Infinity)).toThrow(BrokenChannelError);
    this.#frames.recover();
    this.#frames.close();
  }

  do(kind: string, count: number): void {
    if (kind === 'hold') this.#hold(count);
    else if (kind === 'send') this.#send(count);
    else if (kind === 'read') this.#read(count);
    else this.#frames.catchUp();
  }

  /** It dies; its parent reads what there is. */
  end(how: string, count: number): void {
    if (how === 'amid a write') this.#put(this.#unwritten.subarray(0, count));
    else if (how === 'amid a hold') this.#memory.fill(0xdd, JOURNAL_DATA + this.#unwritten.length);
    else if (how === 'after a write') this.#put(this.#unwritten);
    else if (how === 'before the end is moved') {
      this.#put(this.#unwritten);
      new Int32Array(this.#memory.buffer, this.#memory.byteOffset)[START_WORD] =
        this.#position + this.#unwritten.length;
    }
    this.#read(Infinity);
    this.#frames.catchUp();
    this.#frames.close();
  }

  #say(count: number): void {
    const bytes = Buffer.from(Array.from({ length: count }, () => (this.#next = (this.#next + 1) % 251)));
    this.#unwritten = Buffer.concat([this.#unwritten, bytes]);
    this.said = Buffer.concat([this.said, bytes]);
  }

  #hold(count: number): void {
    this.#say(count);
    if (!this.#journal.hold(this.#unwritten, this.#unwritten.length)) this.#send(0);
  }

  #send(count: number): void {
    this.#say(count);
    this.#put(this.#unwritten);
    this.#position += this.#unwritten.length;
    this.#unwritten = Buffer.alloc(0);
    this.#journal.clear(this.#position);
  }

  #put(bytes: Buffer): void {
    this.#pipe = Buffer.concat([this.#pipe, bytes]);
  }

  #read(count: number): void {
    const bytes = this.#pipe.subarray(0, count);
    this.#pipe = this.#pipe.subarray(bytes.length);
    this.#frames.push(Buffer.from(bytes));
  }
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('hold', 'hold', 'hold', 'send', 'read', 'look'),
    // Now and then more than the journal has room for.
    count: fc.oneof({ weight: 30, arbitrary: fc.nat(400) }, { weight: 1, arbitrary: fc.nat(JOURNAL_ROOM + 10) }),
  }),
  { maxLength: 60 },
);
const endings = fc.constantFrom(
  'amid a write',
  'amid a hold',
  'after a write',
  'before the end is moved',
  'between two tasks',
);
// Positions are 32 bits wide.
const origins = fc.constantFrom(0, 12_345, 2 ** 31 - 300, 2 ** 32 - 300);

describe.skipIf(shared === undefined)('a journal', () => {
  it('loses and doubles no byte, however its child ends', () => {
    fc.assert(
      fc.property(
        fc.record({ story: steps, ending: endings, count: fc.nat(1000), origin: origins }),
        ({ story, ending, count, origin }) => {
          if (shared === undefined) return;
          const world = new World(shared, origin);
          for (const step of story) {
            world.do(step.kind, step.count);
            expect(world.said.subarray(0, world.heard.length).equals(world.heard)).toBe(true);
          }
          world.end(ending, count);
          expect(world.heard.equals(world.said)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is read while its child goes on', () => {
    if (shared === undefined) return;
    const world = new World(shared, 0);
    world.do('hold', 100);
    expect(world.heard).toHaveLength(0);
    world.do('look', 0);
    expect(world.heard).toHaveLength(100);
    world.do('hold', 50);
    world.do('look', 0);
    expect(world.heard).toHaveLength(150);
    world.do('send', 25);
    world.do('read', Infinity);
    expect(world.heard.equals(world.said)).toBe(true);
  });

  it('does not take foreign bytes in the pipe for those that it has told before', () => {
    if (shared === undefined) return;
    const world = new World(shared, 0);
    world.do('hold', 100);
    world.do('look', 0);
    world.do('hold', 20);
    world.spoil(Buffer.alloc(64, 0xff));
    expect(world.heard.equals(world.said)).toBe(true);
  });

  it('is not taken for another’s', () => {
    if (shared === undefined) return;
    new Int32Array(shared.bytes.buffer, shared.bytes.byteOffset)[MARK_WORD] = MARK;
    const frames = new JournaledFrames(() => ({
      findSpace: () => undefined,
      filled: () => undefined,
      push: () => undefined,
    }));
    expect(frames.open(process.pid, { descriptor: shared.descriptor, mark: MARK + 1 })).toBe(false);
    expect(frames.open(process.pid, { descriptor: shared.descriptor, mark: MARK })).toBe(true);
    frames.close();
  });

  it('is no use to who cannot open it', () => {
    const frames = new JournaledFrames(() => ({
      findSpace: () => undefined,
      filled: () => undefined,
      push: () => undefined,
    }));
    expect(frames.open(process.pid, { descriptor: 1_000_000, mark: MARK })).toBe(false);
    frames.catchUp();
    frames.close();
  });
});
