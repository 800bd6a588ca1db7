import { describe, expect, it } from 'vitest';
import { runStateOf, shortTitleOf, withTilde } from '../../../../src/renderer/store/run-state';
import type { OpenRun } from '../../../../src/renderer/store/run-store';
import type { RunEvent } from '../../../../src/shared/events';
import { RunModel } from '../../../../src/shared/model/run-model';
import type { Cause } from '../../../../src/shared/verdict';

function runOf(isLive: boolean, ...events: RunEvent[]): OpenRun {
  const model = new RunModel();
  model.applyAll(events);
  return {
    runId: 'a',
    title: 'a',
    isLive,
    path: undefined,
    model,
    revision: model.revision,
    now: 0,
    isQuiet: false,
    heardAt: 0,
  };
}
const ended = (exitCode: number, reason: 'exited' | 'stopped' | 'companion-lost' = 'exited'): RunEvent => ({
  type: 'run-ended',
  t: 9,
  exitCode,
  signal: null,
  reason,
});
const judged = (cause: Cause): RunEvent[] => [
  { type: 'process-started', t: 1, pid: 7, ppid: 1, name: 'x', seenBy: 'kernel' },
  {
    type: 'verdict',
    t: 2,
    pid: 7,
    verdict: { cause, confidence: 'certain', title: { id: 'x' }, evidence: [], ruledOut: [], advice: [] },
  },
];

describe('runStateOf', () => {
  it.each([
    ['a live run', runOf(true), 'running'],
    ['exit code 0', runOf(true, ended(0)), 'ok'],
    ['exit code 1', runOf(true, ended(1)), 'troubled'],
    ['a stop by the user', runOf(true, ended(143, 'stopped')), 'stopped'],
    ['a lost companion', runOf(true, ended(0, 'companion-lost')), 'troubled'],
    ['exit code 0 with a child that crashed', runOf(true, ...judged('crash'), ended(0)), 'troubled'],
    ['exit code 0 with a child that ended well', runOf(true, ...judged('ok'), ended(0)), 'ok'],
    ['a recording without an end', runOf(false), 'stopped'],
  ])('tells %s', (_, run, state) => {
    expect(runStateOf(run)).toBe(state);
  });
});

describe('shortTitleOf', () => {
  it.each([
    ['python3 -u /srv/train.py --epochs 3', 'train.py'],
    ['python3 -m pytest -n 4', 'pytest'],
    ['/usr/bin/python3.12 pool_map.py', 'pool_map.py'],
    ['make -j8', 'make'],
    ['./run.sh', 'run.sh'],
    ['python3', 'python3'],
    ['python3 -c print(1)', 'python3'],
    ['C:\\Python\\python.exe job.py', 'job.py'],
  ])('names %s', (line, title) => {
    expect(shortTitleOf(line.split(' '))).toBe(title);
  });
});

describe('withTilde', () => {
  it('shortens only the home folder itself and what lies in it', () => {
    expect(withTilde('/home/ada/code', '/home/ada')).toBe('~/code');
    expect(withTilde('/home/ada', '/home/ada')).toBe('~');
    expect(withTilde('/home/adam', '/home/ada')).toBe('/home/adam');
  });
});
