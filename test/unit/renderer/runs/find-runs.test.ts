import { describe, expect, it } from 'vitest';
import { everyRun, findRuns, offeredBy, type RunQuery, tagsOf } from '../../../../src/renderer/runs/find-runs';
import { listed } from '../../../support/renderer/listed-recording';

const well = listed({ path: 'a', title: 'make -j8' });
const crashed = listed({
  path: 'b',
  title: 'python3 train.py',
  worst: { name: 'worker-3', cause: 'crash' },
  marks: { name: 'after the fix', tags: ['slow', 'gpu'], notes: 'Larger batch', isPinned: true },
});
const cut = listed({ path: 'c', title: 'node build.mjs', isUnfinished: true, isCutOff: true });
const all = [well, crashed, cut];

const found = (query: Partial<RunQuery>) =>
  findRuns(all, { ...everyRun, ...query }, (cause) => (cause === 'crash' ? 'crashed' : cause)).map(({ path }) => path);

describe('finding runs', () => {
  it.each([
    ['', ['a', 'b', 'c']],
    ['MAKE', ['a']],
    ['after fix', ['b']],
    ['gpu', ['b']],
    ['larger', ['b']],
    ['crashed worker-3', ['b']],
    ['python nothing', []],
  ])('by the words “%s”', (words, paths) => {
    expect(found({ words })).toEqual(paths);
  });

  it('by what came of them', () => {
    expect(found({ filter: 'well' })).toEqual(['a', 'c']);
    expect(found({ filter: 'look' })).toEqual(['b']);
    expect(found({ filter: 'cause:crash' })).toEqual(['b']);
    expect(found({ filter: 'cause:signal' })).toEqual([]);
    expect(found({ filter: 'pinned' })).toEqual(['b']);
    expect(found({ filter: 'cutOff' })).toEqual(['c']);
    expect(found({ tag: 'slow', words: 'train' })).toEqual(['b']);
  });

  it('offers the causes and tags that there are', () => {
    expect(offeredBy(all)).toEqual({ causes: ['crash'], tags: ['gpu', 'slow'] });
  });

  it('reads tags from a line: each once, trimmed, within what is kept', () => {
    expect(tagsOf(' slow, gpu，slow ,, ')).toEqual(['slow', 'gpu']);
    expect(tagsOf('x'.repeat(60))).toEqual(['x'.repeat(40)]);
    expect(tagsOf(Array.from({ length: 20 }, (_, index) => `t${index}`).join())).toHaveLength(12);
  });
});
