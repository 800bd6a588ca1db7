import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
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

  it('says how much memory was measured, and nothing where it could not be', () => {
    const model = modelOf('0 start 10 a\n1 start 11<10 b\n2 start 12<10 c');
    model.apply({ type: 'memory-measured', t: 7, pid: 10, pssBytes: 500, privateBytes: 200 });
    model.apply({ type: 'memory-measured', t: 8, pid: 11, absence: 'denied' });
    expect(summaryOf(model, ({ id }) => id).processes.map(({ measured }) => measured)).toEqual([
      { atMs: 7, pssBytes: 500, privateBytes: 200 },
      null,
      null,
    ]);
  });

  it('says what a Node program told of itself', () => {
    const model = modelOf('0 start 10 node');
    model.apply({ type: 'thread-started', t: 5, pid: 10, thread: 1 });
    model.apply({ type: 'thread-ended', t: 6, pid: 10, thread: 1, code: 3 });
    const summary = summaryOf(model, ({ id }) => id);
    expect(summarySchema.safeParse(summary).error).toBeUndefined();
    expect(summary.processes[0]?.node).toEqual({
      threads: { started: 1, failed: 1 },
      loopDelayMaxMs: null,
      peakHeapBytes: null,
      heapLimitBytes: null,
    });
  });

  it('is described, field by field, in docs/summary.md', () => {
    const text = readFileSync('docs/summary.md', 'utf8');
    const described = new Set([...text.matchAll(/`([A-Za-z0-9]+)`/g)].map(([, word]) => word));
    const fields = new Set<string>();
    JSON.stringify(z.toJSONSchema(summarySchema), (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'properties' in value) {
        for (const field of Object.keys(value.properties as object)) fields.add(field);
      }
      return value;
    });
    expect(fields.size).toBeGreaterThan(50);
    expect([...fields].filter((field) => !described.has(field))).toEqual([]);
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
