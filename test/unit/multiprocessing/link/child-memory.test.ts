/** The memory of a process, copied by its address: here this process's own, which every system allows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type koffiPackage from 'koffi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BrokenChannelError } from '../../../../src/main/multiprocessing/codec/frame-reader';
import { COMES_BY_PIPE, IS_THERE } from '../../../../src/main/multiprocessing/link/bulk';
import { ChildMemory, placesOf } from '../../../../src/main/multiprocessing/link/child-memory';
import type { BulkOffer } from '../../../../src/main/multiprocessing/protocol';

const koffi =
  process.platform === 'linux' ? (createRequire(import.meta.url)('koffi') as typeof koffiPackage) : undefined;
const addressOf = (bytes: object): number => Number(koffi?.address(bytes));
const LIVES = { pid: process.pid, exitCode: null, signalCode: null };
const word = new Int32Array(new ArrayBuffer(4096), 0, 1);

function offerOf(mark: number): BulkOffer & { readonly read: number } {
  const makePipe = koffi?.load(null).func('pipe', 'int', ['void *']) as (pair: Buffer) => number;
  const pair = Buffer.alloc(8);
  expect(makePipe(pair)).toBe(0);
  const [read, descriptor] = [pair.readInt32LE(0), pair.readInt32LE(4)];
  onTestFinished(() => {
    closeSync(read);
    closeSync(descriptor);
  });
  word[0] = 1234;
  return { read, descriptor, mark, address: addressOf(word) };
}

function open(child: Parameters<typeof ChildMemory.open>[0] = LIVES): ChildMemory {
  const memory = ChildMemory.open(child, offerOf(1234));
  if (memory === undefined) throw new Error('It cannot be opened');
  onTestFinished(() => memory.close());
  return memory;
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

const filled = (length: number): Uint8Array => new Uint8Array(length).map((_, index) => index * 7 + (index >> 9));
const placed = (bytes: Uint8Array, address: number) => placesOf([{ bytes, length: bytes.length }], [address]);
const settled = (copy: (done: (isThere: boolean) => void) => void): Promise<boolean> => new Promise(copy);

describe.runIf(koffi !== undefined)('the memory of a child', () => {
  it.each([1, 4096, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 5_000_001])(
    'is copied both ways: %i bytes',
    async (length) => {
      const memory = open();
      const there = filled(length);
      const here = Buffer.allocUnsafeSlow(length);
      expect(await settled((done) => memory.read(placed(here, addressOf(there)), done))).toBe(true);
      expect(here.equals(there)).toBe(true);
      const back = Buffer.alloc(length);
      expect(await settled((done) => memory.write(placed(here, addressOf(back)), done))).toBe(true);
      expect(back.equals(there)).toBe(true);
    },
  );

  it('is not opened when it is another than was said, or cannot be read', () => {
    const offer = offerOf(1234);
    expect(ChildMemory.open(LIVES, { ...offer, mark: 1235 })).toBeUndefined();
    expect(ChildMemory.open(LIVES, { ...offer, address: 4096 })).toBeUndefined();
    expect(ChildMemory.open(LIVES, { ...offer, descriptor: 100_000 })).toBeUndefined();
    expect(() => placesOf([], [5])).toThrow(BrokenChannelError);
    for (const address of [0, -1, 0.5, Number.NaN, 2 ** 60]) {
      expect(() => placed(filled(5), address)).toThrow(BrokenChannelError);
    }
  });

  it('that is not there, and data that was given away, are told', async () => {
    const memory = open();
    expect(await settled((done) => memory.read(placed(filled(9000), 4096), done))).toBe(false);
    expect(await settled((done) => memory.write(placed(filled(9000), 4096), done))).toBe(false);
    const given = new Uint8Array(new ArrayBuffer(9000));
    const places = placed(given, addressOf(filled(9000)));
    structuredClone(given, { transfer: [given.buffer] });
    expect(await settled((done) => memory.write(places, done))).toBe(false);
  });

  it('answers the child', () => {
    const offer = offerOf(1234);
    const memory = ChildMemory.open(LIVES, offer);
    onTestFinished(() => memory?.close());
    memory?.answer(true);
    memory?.answer(false);
    const answers = Buffer.alloc(2);
    expect(readSync(offer.read, answers)).toBe(2);
    expect([...answers]).toEqual([IS_THERE, COMES_BY_PIPE]);
  });

  it('is left alone once the child has ended, or the channel is closed', async () => {
    const child: { pid: number; exitCode: number | null; signalCode: null } = { ...LIVES };
    const [target, source] = [new Uint8Array(3_000_000), filled(3_000_000)];
    const memory = open(child);
    let answers = 0;
    const begin = (): void => memory.write(placed(source, addressOf(target)), () => (answers += 1));
    begin();
    await nextTurn();
    child.exitCode = 0;
    await someTurns();
    child.exitCode = null;
    // A piece was copied, and not the next.
    expect([target[100], target[2_999_999]]).toEqual([source[100], 0]);
    begin();
    memory.close();
    await someTurns();
    expect([answers, target[2_999_999]]).toEqual([0, 0]);
  });

  it('of a process whose end is not known yet is no failure of the channel', async () => {
    const ended = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(ended, 'exit');
    const child = { ...LIVES };
    const memory = open(child);
    child.pid = ended.pid ?? 0;
    let answers = 0;
    memory.read(placed(filled(9000), 4096), () => (answers += 1));
    await someTurns();
    expect(answers).toBe(0);
  });
});
