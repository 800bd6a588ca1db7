import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TimeBlocks } from '../../../src/main/record/time-blocks';
import type { RunEvent } from '../../../src/shared/events';
import { textOf } from '../../support/recording-files';

async function fileWith(content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'joinscope-blocks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'run.joinscope');
  await writeFile(path, content);
  return path;
}

/** One a second. */
const line = (second: number): RunEvent => ({
  type: 'log',
  t: second * 1000,
  pid: 1,
  stream: 'stdout',
  text: `世界 ${second}`,
});
const lines = (from: number, count: number) => Array.from({ length: count }, (_, index) => line(from + index));
const small = { blockSize: 2000 };

describe('a recording by time', () => {
  it('gives any stretch whole, wherever the blocks begin', async () => {
    const all = lines(0, 500);
    const blocks = new TimeBlocks(await fileWith(textOf(...all)), small);
    for (const [from, to] of [
      [0, 0],
      [0, 499],
      [17, 18],
      [250, 260],
      [499, 900],
      [600, 900],
      [-5, -1],
    ] as const) {
      const stretch = { from: from * 1000, to: to * 1000 };
      expect(await blocks.within(stretch)).toEqual(all.filter(({ t }) => t >= stretch.from && t <= stretch.to));
    }
  });

  it('finds an event that was told seconds late, and goes on with a file that grows', async () => {
    const late: RunEvent = { type: 'gap', t: 96_500, durationMs: 1 };
    const path = await fileWith(textOf(...lines(0, 100), late));
    const blocks = new TimeBlocks(path, small);
    expect(await blocks.within({ from: 96_200, to: 96_900 })).toEqual([late]);
    await appendFile(
      path,
      lines(100, 300)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join('') + '{"type":"log","t":40',
    );
    expect(await blocks.within({ from: 390_000, to: 500_000 })).toEqual(lines(390, 10));
  });

  it('reads of a stretch that is too long the begin of each block', async () => {
    const path = await fileWith(textOf(...lines(0, 5000)));
    const read = await new TimeBlocks(path, { ...small, budget: 40_000 }).within({ from: 0, to: 5_000_000 });
    const times = (read ?? []).map(({ t }) => t);
    expect(times.length).toBeGreaterThan(100);
    expect(times.length).toBeLessThan(600);
    expect(Math.max(...times.slice(1).map((t, index) => t - (times[index] ?? 0)))).toBeLessThan(60_000);
  });

  it('takes no harm from damage, lines out of order, and a line longer than what is looked at', async () => {
    const long = { ...line(50), text: 'x'.repeat(60_000) };
    const path = await fileWith(
      textOf(...lines(0, 50), '{"type":"log","t":9e99,', long, 'x'.repeat(100_000), ...lines(51, 50)),
    );
    const blocks = new TimeBlocks(path, small);
    expect(await blocks.within({ from: 45_000, to: 55_000 })).toEqual([...lines(45, 5), long, ...lines(51, 5)]);
    const backwards = new TimeBlocks(await fileWith(textOf(...lines(0, 300).reverse())), small);
    expect((await backwards.within({ from: 0, to: 300_000 }))?.length).toBeLessThanOrEqual(300);
  });

  it('says of a packed one that it has no order, and of a missing one that it is missing', async () => {
    const packed = new TimeBlocks(await fileWith(gzipSync(textOf(...lines(0, 10)))));
    expect(await packed.within({ from: 0, to: 9000 })).toBeUndefined();
    await expect(new TimeBlocks('/nowhere/run.joinscope').within({ from: 0, to: 1 })).rejects.toThrow('ENOENT');
  });
});
