import { describe, expect, it } from 'vitest';
import type { RunEvent, SampleRow } from '../../../src/shared/events';
import { RestWatch } from '../../../src/shared/rest-watch';

const sample = (t: number, ...rows: SampleRow[]): RunEvent => ({ type: 'sample', t, rows });
const resting = (t: number, state = 'S'): RunEvent => sample(t, { pid: 7, cpu: 0.5, state });

/** One that has rested for four seconds. */
function atRest(): RestWatch {
  const watch = new RestWatch();
  for (let t = 0; t <= 4000; t += 500) watch.take([resting(t)]);
  return watch;
}

describe('RestWatch', () => {
  it('calls a program quiet once nothing but rest was heard of it for three seconds', () => {
    const watch = new RestWatch();
    watch.take([{ type: 'process-started', t: 1000, pid: 7, ppid: 1, name: 'sleep', seenBy: 'kernel' }]);
    watch.take([resting(2000), { type: 'host-sample', t: 2500, cpu: [3] }, resting(4000)]);
    expect(watch.isQuiet).toBe(false);
    watch.take([resting(4500)]);
    expect(watch.isQuiet).toBe(true);
  });

  it.each<[string, RunEvent]>([
    ['a process that is stopped', resting(4500, 'T')],
    ['one that waits for a disk', resting(4500, 'D')],
    ['one whose memory grows', sample(4500, { pid: 7, cpu: 0.5, state: 'S', rss: 2 ** 20 })],
    ['processes that work, each a little', sample(4500, { pid: 7, cpu: 1.5, state: 'S' }, { pid: 8, cpu: 1.5 })],
    ['a line of output', { type: 'log', t: 4500, pid: 7, stream: 'stdout', text: 'done' }],
    ['an end', { type: 'process-exited', t: 4500, pid: 7, code: 0, signal: null, seenBy: 'kernel' }],
  ])('is stirred by %s', (_, event) => {
    const watch = atRest();
    expect(watch.isQuiet).toBe(true);
    watch.take([event]);
    expect(watch.isQuiet).toBe(false);
  });

  it('takes a process that stays stopped for one at rest', () => {
    const watch = atRest();
    for (let t = 4500; t <= 8000; t += 500) watch.take([resting(t, 'T')]);
    expect(watch.isQuiet).toBe(true);
    watch.take([resting(8500)]);
    expect(watch.isQuiet).toBe(false);
  });

  it('is stirred by memory that grows a little at a time, once it is much', () => {
    const watch = atRest();
    const grown = (t: number, rss: number): RunEvent => sample(t, { pid: 7, cpu: 0.5, state: 'S', rss });
    watch.take([grown(4500, 2 ** 19)]);
    expect(watch.isQuiet).toBe(true);
    watch.take([grown(5000, 2 ** 20)]);
    expect(watch.isQuiet).toBe(false);
  });

  it('is not stirred by one that is met awake and takes no time', () => {
    const watch = atRest();
    watch.take([resting(4500, 'R'), resting(5000)]);
    expect(watch.isQuiet).toBe(true);
  });

  it('does not take a stranger with a pid of before for a process that changed', () => {
    const watch = atRest();
    watch.take([{ type: 'process-exited', t: 4500, pid: 7, code: 0, signal: null, seenBy: 'kernel' }]);
    watch.take([resting(7000, 'T'), resting(8000, 'T')]);
    expect(watch.isQuiet).toBe(true);
  });
});
