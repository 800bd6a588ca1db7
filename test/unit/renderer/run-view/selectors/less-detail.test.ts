import { expect, it } from 'vitest';
import { lessDetail } from '../../../../../src/renderer/run-view/selectors/less-detail';
import { RunModel } from '../../../../../src/shared/model/run-model';
import type { RunEvent } from '../../../../../src/shared/events';

const started = (pid: number, ...argv: string[]): RunEvent => ({
  type: 'process-started',
  t: pid,
  pid,
  ppid: 1,
  name: 'python3',
  argv,
  seenBy: 'kernel',
});

function reasons(...events: readonly RunEvent[]): readonly (string | undefined)[] {
  const model = new RunModel();
  model.applyAll(events);
  return model.processes.map((row) => lessDetail(model, row));
}

const notice = (id: string, values: Record<string, string | number>): RunEvent => ({
  type: 'notice',
  t: 50,
  level: 'info',
  id,
  values,
});

it('says of each Python which option keeps the probe away, though the run says it once', () => {
  const found = reasons(
    started(10, 'python3', '-I', 'a.py'),
    started(11, 'python3', '-I', 'b.py'),
    started(12, 'python3', 'c.py', '-I'),
    notice('python-unprobed-option', { pid: 10, option: '-I' }),
  );
  expect(found).toEqual(['-I', '-I', undefined]);
});

it('says of the one that just does not load it', () => {
  const found = reasons(started(10, 'python2.7', 'a.py'), notice('python-unprobed', { pid: 10 }));
  expect(found).toEqual(['']);
});

it('says nothing where no probes were loaded', () => {
  expect(reasons(started(10, 'python3', '-I', 'a.py'))).toEqual([undefined]);
});
