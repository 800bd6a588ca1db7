import { describe, expect, it } from 'vitest';
import { Diagnosis } from '../../../src/main/diagnose/diagnosis';
import { RunModel } from '../../../src/shared/model/run-model';
import { summaryOf, summarySchema } from '../../../src/shared/summary';
import { worstOf } from '../../../src/shared/urgency';
import { eventsOf } from '../diagnose/play-run';

function modelOf(script: string): RunModel {
  const model = new RunModel();
  const diagnosis = new Diagnosis();
  for (const event of eventsOf(script)) model.applyAll([event, ...diagnosis.apply(event)]);
  return model;
}

const SCRIPT = `
  0 run
  0 start 10 python3 program.py
  1 start 11<10 python3
  2 named 11<10 Process-1 fork
  3 start 12<10 python3
  40 exit 11 3
  60 exit 12 SIGSEGV
  90 exit 10 0
  95 run-ended exited
`;

describe('the summary of a run', () => {
  it('keeps to its schema, at any moment of the run', () => {
    const model = new RunModel();
    for (const event of eventsOf(SCRIPT)) {
      model.apply(event);
      expect(summarySchema.safeParse(summaryOf(model, ({ id }) => id)).error).toBeUndefined();
    }
  });

  it('has a row for each process, with its verdict in words', () => {
    const summary = summaryOf(modelOf(SCRIPT), ({ id }) => `<${id}>`);
    expect(summary).toMatchObject({ schema: 1, durationMs: 95, reason: 'exited' });
    expect(
      summary.processes.map(({ pid, ppid, name, exitCode, signal }) => [pid, ppid, name, exitCode, signal]),
    ).toEqual([
      [10, 1, 'python3', 0, null],
      [11, 10, 'Process-1', 3, null],
      [12, 10, 'python3', null, 'SIGSEGV'],
    ]);
    expect(summary.processes[1]?.verdict).toMatchObject({ cause: 'exit-status', title: '<title.exit-status>' });
  });

  it('says null of what is not known', () => {
    const summary = summaryOf(modelOf('0 start 10 sleep'), ({ id }) => id);
    expect(summary).toMatchObject({ startedAt: null, exitCode: null, reason: null });
    expect(summary.processes[0]).toMatchObject({ exitedMs: null, exitCode: null, cpuMs: null, verdict: null });
  });
});

describe('the worst end of a run', () => {
  it('is the one that needs a look most', () => {
    expect(worstOf(modelOf(SCRIPT))).toEqual({ name: 'python3', cause: 'crash' });
  });

  it('is left out when all went well or was stopped', () => {
    expect(worstOf(modelOf('0 start 10 sleep\n1 stop 10 SIGTERM stop\n2 exit 10 SIGTERM'))).toBeUndefined();
    expect(worstOf(modelOf('0 start 10 true\n2 exit 10 0'))).toBeUndefined();
  });
});
