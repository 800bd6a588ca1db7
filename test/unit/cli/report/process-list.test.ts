import { describe, expect, it } from 'vitest';
import { listProcesses, treeOf } from '../../../../src/main/cli/report/process-list';
import { exited, judged, modelOf, started } from '../../../support/run-events';

const shown = (listed: readonly { branch: string; row: { name: string } }[]) =>
  listed.map(({ branch, row }) => branch + row.name);

describe('treeOf', () => {
  it('hangs each process on its parent, in order of start', () => {
    const model = modelOf(
      started([1, 0], 'make'),
      started([2, 1], 'sh'),
      started([3, 1], 'sh'),
      started([4, 2], 'cc1'),
      started([5, 2], 'as'),
      started([6, 3], 'ld'),
    );
    expect(shown(treeOf(model.processes))).toEqual(['make', '├ sh', '│ ├ cc1', '│ └ as', '└ sh', '  └ ld']);
  });

  it('shows also a process whose parent is not watched', () => {
    const model = modelOf(started([1, 0], 'a'), started([2, 77], 'b'));
    expect(shown(treeOf(model.processes))).toEqual(['a', 'b']);
  });

  it('survives a tree that is a thousand deep', () => {
    const chain = Array.from({ length: 1000 }, (_, n) => started([n + 1, n], `p${n}`));
    expect(treeOf(modelOf(...chain).processes)).toHaveLength(1000);
  });
});

describe('listProcesses', () => {
  it('shows of many the command, those worth a look and those that live, and counts the rest', () => {
    const model = modelOf(
      started([1, 0], 'xargs'),
      ...Array.from({ length: 100 }, (_, n) => started([n + 2, 1], `job-${n}`)),
      ...Array.from({ length: 99 }, (_, n) => [
        exited(n + 2, n === 50 ? 3 : 0),
        judged(n + 2, n === 50 ? 'exit-status' : 'ok', 'job'),
      ]).flat(),
    );
    const { listed, rest } = listProcesses(model.processes);
    expect(shown(listed)).toEqual(['xargs', 'job-50', 'job-99']);
    expect(rest).toHaveLength(98);
  });

  it('never shows more than asked for, and loses none', () => {
    const model = modelOf(
      ...Array.from({ length: 60 }, (_, n) => [
        started([n + 1, 0], 'p'),
        exited(n + 1, 1),
        judged(n + 1, 'crash', 'p'),
      ]).flat(),
    );
    const { listed, rest } = listProcesses(model.processes);
    expect([listed.length, rest.length]).toEqual([40, 20]);
  });
});
