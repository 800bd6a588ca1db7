import { describe, expect, it } from 'vitest';
import { type AlertRules, alertText } from '../../../../src/shared/alerts/alert';
import { AlertWatch } from '../../../../src/shared/alerts/alert-watch';
import type { RunEvent } from '../../../../src/shared/events';
import { defaultSettings, settingsSchema } from '../../../../src/shared/settings';
import { causes } from '../../../../src/shared/verdict';
import { eventsFrom } from '../../../support/renderer/recording-from';

const off: AlertRules = {
  alertExit: false,
  alertCauses: ['out-of-memory', 'signal', 'crash'],
  alertHang: false,
  alertDepth: null,
  alertDepthFor: null,
  alertMemory: null,
  alertIdle: null,
  alertDesktop: false,
};

/** The alerts of a run that is written as lines, each as its kind, its moment and whom it is about. */
function alertsOf(rules: Partial<AlertRules>, text: string, more: readonly RunEvent[] = []) {
  const watch = new AlertWatch(() => ({ ...off, ...rules }));
  return [...eventsFrom(text), ...more].flatMap((event) => watch.take(event));
}
const brief = (...given: Parameters<typeof alertsOf>) =>
  alertsOf(...given).map(({ kind, t, pid, word }) => [kind, t, pid, word].filter((one) => one !== undefined).join(' '));

const hang = (t: number, id: string): RunEvent => ({
  type: 'hang',
  t,
  hang: id,
  kind: 'lock-cycle',
  pids: [100, 101],
  sinceMs: 1,
  confidence: 'certain',
  title: { id: 'hang.lock-cycle' },
  evidence: [],
  ruledOut: [],
  advice: [],
});

describe('alerts of an end', () => {
  const RUN = `
    0  start 100 main
    1  start 101 worker <100
    10 exit 101 SIGKILL
    11 verdict 101 out-of-memory
    12 verdict 101 crash
    13 verdict 100 ok
  `;

  it('tell once of each that needs a look, also after the end of the run', () => {
    expect(brief({ alertExit: true }, RUN)).toEqual(['exit 11 101 out-of-memory']);
    expect(brief({ alertExit: true }, `${RUN}\n 20 end 1\n 21 verdict 102 signal`)).toHaveLength(2);
    expect(brief({}, RUN)).toEqual([]);
  });

  it('tell of another process that got the same pid', () => {
    expect(brief({ alertExit: true }, `${RUN}\n 20 start 101 next\n 30 verdict 101 signal`)).toHaveLength(2);
  });
});

describe('alerts of a status', () => {
  const HELPER = `
    0   start 100 bash
    1   start 101 bash <100
    2   start 102 readlink <101
    10  exit 102 1
    11  verdict 102 exit-status
  `;
  const rules = { alertExit: true, alertCauses: [...causes] };
  const exec: RunEvent = { type: 'process-exec', t: 500, pid: 100, name: 'python3' };

  it('tell of it a second later, or when the run ends', () => {
    expect(brief(rules, `${HELPER}\n 900 sample 100`)).toEqual([]);
    expect(brief(rules, `${HELPER}\n 1100 sample 100\n 1600 sample 100`)).toEqual(['exit 11 102 exit-status']);
    expect(brief(rules, `${HELPER}\n 20 end 1`)).toEqual(['exit 11 102 exit-status']);
  });

  it('are silent where what was above it became the program', () => {
    const after = eventsFrom('20000 sample 100');
    expect(alertsOf(rules, HELPER, [exec, ...after])).toEqual([]);
    expect(alertsOf(rules, HELPER, [{ ...exec, pid: 102 }, ...after])).toHaveLength(1);
  });
});

describe('alerts of a hang', () => {
  it('tell once of each, with those who hang', () => {
    const told = alertsOf({ alertHang: true }, '0 start 100 main\n1 start 101 worker', [hang(5, 'a'), hang(6, 'a')]);
    expect(told).toEqual([{ kind: 'hang', t: 5, pid: 100, values: { names: 'main, worker' }, word: 'lock-cycle' }]);
  });
});

describe('alerts of a queue', () => {
  const rules = { alertDepth: 5, alertDepthFor: 2 };

  it('tell when it was too deep for long enough, and again only after it was not', () => {
    const run = `
      0    start 100 main
      100  depth Q 9
      1000 sample 100
      2200 sample 100
      3000 sample 100
      4000 depth Q 1
      5000 depth Q 8
      7100 sample 100
    `;
    expect(brief(rules, run)).toEqual(['depth 2200', 'depth 7100']);
  });

  it('leave a short burst alone', () => {
    expect(brief(rules, '100 depth Q 9\n1500 depth Q 2\n3000 depth Q 9\n4000 sample 100')).toEqual([]);
  });

  it('count the tasks of a pool that wait', () => {
    const submits = Array.from({ length: 7 }, (_, task) => `${task} submit P ${task}`).join('\n');
    expect(brief(rules, `${submits}\n3000 sample 100`)).toEqual(['depth 3000']);
    expect(brief(rules, `${submits}\n1000 open P 0 11\n1001 open P 1 11\n3000 sample 100`)).toEqual([]);
  });
});

describe('alerts of memory', () => {
  it('tell when a process holds too much, and again only after it did not', () => {
    const run = `
      0    start 100 main
      500  sample 100 rss=90000000
      1000 sample 100 rss=110000000
      1500 sample 100 rss=120000000
      2000 sample 100 rss=90000000
      2500 sample 100 rss=130000000
    `;
    expect(brief({ alertMemory: 100 }, run)).toEqual(['memory 1000 100', 'memory 2500 100']);
  });
});

describe('alerts of standing still', () => {
  it('tell once when nothing moved for long enough, and again after something did', () => {
    const run = `
      0     start 100 main
      5000  sample 100
      10000 sample 100
      11000 sample 100
      12000 out 100 on
      21000 sample 100
      22500 sample 100
    `;
    expect(brief({ alertIdle: 10 }, run)).toEqual(['idle 10000', 'idle 22500']);
  });

  it('are silent while a person has paused the run, and after its end', () => {
    const watch = new AlertWatch(() => ({ ...off, alertIdle: 1 }));
    const quiet: readonly RunEvent[] = [
      { type: 'run-paused', t: 0, count: 1 },
      { type: 'sample', t: 9000, rows: [] },
      { type: 'run-resumed', t: 9500, count: 1 },
      { type: 'sample', t: 10_000, rows: [] },
      { type: 'run-ended', t: 10_100, exitCode: 0, signal: null, reason: 'exited' },
      { type: 'sample', t: 30_000, rows: [] },
    ];
    expect(quiet.flatMap((event) => watch.take(event))).toEqual([]);
  });
});

describe('the rules', () => {
  it('name the causes that are told of, ends that went well among them', () => {
    const run = '0 start 7 worker\n1 exit 7 0\n2 verdict 7 ok\n3 start 8 worker\n4 verdict 8 crash';
    expect(alertsOf({ alertExit: true, alertCauses: ['ok'] }, run).map(({ word }) => word)).toEqual(['ok']);
    expect(alertsOf({ alertExit: true, alertCauses: [] }, run)).toEqual([]);
    expect(alertsOf({ alertExit: false, alertCauses: ['ok', 'crash'] }, run)).toEqual([]);
  });

  it('may change while a run goes on', () => {
    let rules = off;
    const watch = new AlertWatch(() => rules);
    const events = eventsFrom('0 depth Q 9\n1000 sample 1\n2000 sample 1');
    expect(events.slice(0, 2).flatMap((event) => watch.take(event))).toEqual([]);
    rules = { ...off, alertDepth: 5 };
    expect(events.slice(2).flatMap((event) => watch.take(event))).toHaveLength(1);
  });

  it('are part of the settings: ends and hangs at first, nonsense as at first', () => {
    expect(defaultSettings).toMatchObject({ alertExit: true, alertHang: true, alertDepth: null, alertMemory: null });
    expect(defaultSettings.alertCauses).toEqual(
      causes.filter((cause) => cause !== 'ok' && cause !== 'stopped-by-user'),
    );
    expect(settingsSchema.parse({ alertMemory: -3, alertIdle: 'long' })).toMatchObject({
      alertMemory: null,
      alertIdle: null,
    });
  });

  it('are told as sentences with the cause in words', () => {
    const [alert] = alertsOf({ alertExit: true }, '0 start 7 worker\n1 verdict 7 crash');
    if (alert === undefined) throw new Error('No alert');
    const say = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`;
    expect(alertText(alert, say)).toContain('run:cause.crash');
  });
});
