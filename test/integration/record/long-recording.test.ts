/** A recording too long to be held whole: what a window holds of it, and what is exported and compared. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultLimits, readRecording } from '../../../src/main/record/read-recording';
import { withColumns } from '../../../src/main/record/sample-columns';
import { readComparable, wholeModelOf } from '../../../src/main/runs/read-comparable';
import { RecordedRun } from '../../../src/main/runs/recorded-run';
import type { RunEvent } from '../../../src/shared/events';
import { RunModel } from '../../../src/shared/model/run-model';
import { newFolder, readAll, textOf } from '../../support/recording-files';

const SAMPLES = 2000;
const started: RunEvent = { type: 'process-started', t: 0, pid: 7, ppid: 1, name: 'p', seenBy: 'kernel' };
const sample = (t: number) => withColumns({ type: 'sample', t, rows: [{ pid: 7, cpu: t % 100, rss: 1e6 + t }] });
const end: RunEvent = { type: 'run-ended', t: SAMPLES, exitCode: 0, signal: null, reason: 'exited' };

it('is held in part, evenly, and says so; what is exported and compared is made of all of it', async () => {
  const path = join(await newFolder(), 'long.joinscope');
  await writeFile(path, textOf(started, ...Array.from({ length: SAMPLES }, (_, t) => sample(t)), end));
  const { header, events } = await readRecording(path, { ...defaultLimits, samples: 20_000 });
  const run = new RecordedRun({ id: header.runId, title: header.title, path }, events);
  await run.ended;
  const held = run.replay().events;
  const times = held.flatMap(({ type, t }) => (type === 'sample' ? t : []));
  expect(times.length).toBeGreaterThan(150);
  expect(times.length).toBeLessThan(300);
  expect(run.model.leftOut).toBe(SAMPLES - times.length);
  expect(run.model.lostEvents).toBe(0);
  expect(held.at(-1)).toMatchObject({ type: 'lost', source: 'window' });

  const whole = new RunModel();
  whole.applyAll(await readAll(path));
  const folded = await wholeModelOf(run);
  expect([folded.events, folded.findProcess(7)?.peakRss]).toEqual([SAMPLES + 2, 1e6 + SAMPLES - 1]);
  const [opened, closed] = await Promise.all([
    readComparable({ list: () => [run] }, path),
    readComparable({ list: () => [] }, path),
  ]);
  expect(opened).toEqual(closed);
  expect(whole.events).toBe(folded.events);
});

it('of which a part is not held is folded as it is once its file has gone', async () => {
  const events = [[started, { type: 'lost', t: 1, count: 3, source: 'window' } as const, end]];
  async function* once(): AsyncGenerator<readonly RunEvent[]> {
    yield* await Promise.resolve(events);
  }
  const run = new RecordedRun({ id: 'r', title: 't', path: join(await newFolder(), 'gone.joinscope') }, once());
  await run.ended;
  expect(await wholeModelOf(run)).toBe(run.model);
});
