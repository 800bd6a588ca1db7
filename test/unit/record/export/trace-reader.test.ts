/** The trace as a reader of the format sees it that nobody here wrote: the one of TracerBench. */
import { buildModel, type EventModel, type ProcessModel, type TraceModel } from '@tracerbench/trace-model';
import { describe, expect, it } from 'vitest';
import { traceText } from '../../../../src/main/record/export/trace';
import { BUSY_RUN, inBlocks } from '../../../support/busy-run';

async function modelOf(): Promise<TraceModel> {
  let text = '';
  for await (const piece of traceText(inBlocks(BUSY_RUN))) text += piece;
  return buildModel(JSON.parse(text) as Parameters<typeof buildModel>[0]);
}

/** Threads of a process with the slices on each, in order of time. */
function tracks({ threads }: ProcessModel): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    threads
      .map(({ name, events }) => [name, events.filter((event) => event.isComplete()).map(told)] as const)
      .filter(([, slices]) => slices.length > 0),
  );
}

const told = ({ name, start, end }: EventModel): string => `${name} ${start / 1000}-${end / 1000}`;

describe('the trace in a reader that was not written here', () => {
  it('has a track for each process, named and in order of start', async () => {
    const { processes } = await modelOf();
    expect(processes.map(({ id, name }) => [id, name])).toEqual([
      [10, 'main'],
      [11, 'worker-1'],
      [12, '=cmd|calc'],
    ]);
  });

  it('has tasks and waits as slices of named threads', async () => {
    const { processes } = await modelOf();
    expect(processes.map(tracks)).toEqual([
      { 'wait: join': ['join worker-1 50-91'], life: ['main 10-100'] },
      { tasks: ['square 22-60', 'square 61-70'], life: ['worker-1 11-90'] },
      { tasks: ['square 23-81'], 'wait: lock': ['lock Lock-1 40-45'], life: ['=cmd|calc 12-80'] },
    ]);
  });

  it('has joins as flows, exits as instants, and counters of CPU, memory and queues', async () => {
    const { events } = await modelOf();
    const [begin, ...others] = events.filter((event) => event.isFlowBegin());
    const [end] = events.filter((event) => event.isFlowEnd());
    expect(others).toEqual([]);
    expect([begin?.pid, end?.pid]).toEqual([11, 10]);
    // The format's letter; `isInstant` asks for the older one that Chrome still writes.
    const instants = events.filter(({ ph }) => (ph as string) === 'i');
    expect(instants.map(({ name, pid, start }) => [name, pid, start / 1000])).toEqual([
      ['SIGKILL', 12, 80],
      ['exit 0', 11, 90],
      ['exit 1', 10, 100],
    ]);
    const counters = events.filter((event) => event.isCounter());
    expect(counters.map(({ name, pid, args }) => [name, pid, args])).toEqual(
      expect.arrayContaining([
        ['CPU %', 11, { cpu: 80 }],
        ['RSS', 12, { bytes: 3e6 }],
        ['queue jobs', 0, { depth: 4 }],
      ]),
    );
  });
});
