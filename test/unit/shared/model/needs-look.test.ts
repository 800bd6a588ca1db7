import { describe, expect, it } from 'vitest';
import { needsLook } from '../../../../src/shared/model/needs-look';
import { figuresOf } from '../../../../src/shared/model/figures';
import { exitOf } from '../../../../src/shared/picture/exit';
import { treeOf } from '../../../../src/shared/picture/process-tree';
import { selectCpuChart } from '../../../../src/shared/picture/process-chart';
import type { Statement, Verdict } from '../../../../src/shared/verdict';
import { eventsFrom, modelFrom } from '../../../support/renderer/recording-from';

/** A shim asks two helpers, one of which answers no, and becomes python3, which starts a worker that answers no as well. */
function shimmed() {
  const model = modelFrom(`
    0   start 100 bash
    1   start 101 readlink <100
    2   start 102 bash <100
    3   start 103 grep <102
    4   exit 101 1 1
    4   verdict 101 exit-status
    5   exit 103 SIGSEGV 1
    5   verdict 103 crash
    6   exit 102 0 1
    6   verdict 102 ok
    7   start 104 logger <100
  `);
  model.apply({ type: 'process-exec', t: 8, pid: 100, name: 'python3' });
  model.applyAll(
    eventsFrom(`
    9   start 105 worker <100
    20  exit 105 1 8
    20  verdict 105 exit-status
    21  exit 104 1 4
    21  verdict 104 exit-status
  `),
  );
  return model;
}

describe('what ended before the program above it began', () => {
  it('needs no look for its status, only for what went wrong', () => {
    const names = shimmed()
      .processes.filter(needsLook)
      .map(({ name }) => name);
    expect(names).toEqual(['grep', 'logger', 'worker']);
    expect(figuresOf(shimmed()).endedEarly).toBe(3);
    expect(exitOf(shimmed().processes[1] ?? never())?.tone).toBe('ok');
  });

  it('stands below the processes of the program', () => {
    expect(treeOf(shimmed().processes).map(({ row, depth }) => `${depth} ${row.name}`)).toEqual([
      '0 python3',
      '1 logger',
      '1 worker',
      '1 readlink',
      '1 bash',
      '2 grep',
    ]);
  });

  it('is among the others of a chart', () => {
    const { series } = selectCpuChart(shimmed(), { window: { from: 0, to: 30 }, most: 100 });
    expect(series.map(({ kind, name }) => (kind === 'others' ? 'others' : name))).toEqual([
      'logger',
      'worker',
      'others',
    ]);
  });
});

describe('a worker that its pool ended', () => {
  const ended = (...advice: readonly Statement[]) => {
    const model = modelFrom(`
      0  start 100 main
      1  start 101 worker-1 <100
      9  exit 101 SIGTERM
    `);
    const title = { id: 'title.ended-with-pool', values: { name: 'worker-1' } };
    const verdict: Verdict = {
      cause: 'terminated-by-program',
      confidence: 'certain',
      title,
      evidence: [],
      ruledOut: [],
      advice: [...advice],
    };
    model.apply({ type: 'verdict', t: 10, pid: 101, verdict });
    return model.processes[1] ?? never();
  };

  it('needs no look where it held no task', () => {
    expect(needsLook(ended())).toBe(false);
    expect(exitOf(ended())?.tone).toBe('stopped');
  });

  it('needs one where a task went with it', () => {
    expect(needsLook(ended({ id: 'try.pool-close' }))).toBe(true);
    expect(exitOf(ended({ id: 'try.pool-close' }))?.tone).toBe('early');
  });
});

function never(): never {
  throw new Error('Expected a process, found none.');
}
