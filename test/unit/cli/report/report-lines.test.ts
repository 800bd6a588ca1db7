import { describe, expect, it } from 'vitest';
import { reportLines } from '../../../../src/main/cli/report/report-lines';
import { widthOf } from '../../../../src/main/cli/text/fit-text';
import { styleFor } from '../../../../src/main/cli/text/style';
import { type Texts, textsOf } from '../../../../src/main/cli/text/texts';
import type { RunEvent } from '../../../../src/shared/events';
import { eventsFrom } from '../../../support/renderer/recording-from';
import { exited, judged, modelOf, runEnded, started } from '../../../support/run-events';

const style = styleFor(false, {});
const english = { texts: textsOf('en'), style, width: 80 };

function report(events: readonly RunEvent[], paper = english, title = 'python3 program.py'): readonly string[] {
  return reportLines({ title, model: modelOf(...events), path: '/data/r.joinscope' }, paper);
}

const fourEnds: readonly RunEvent[] = [
  started([1, 0], 'python3', 0),
  started([20, 1], 'well'),
  started([21, 1], 'by-sigkill'),
  exited(20, 0, 60),
  judged(20, 'ok', 'well'),
  exited(21, 'SIGKILL', 90),
  judged(21, 'signal', 'by-sigkill'),
  exited(1, 2, 1240),
  judged(1, 'exit-status', 'python3'),
  runEnded(1240, { exitCode: 2 }),
];

describe('reportLines', () => {
  it('begins with what was run and how it ended, and ends with where it is kept', () => {
    const lines = report(fourEnds);
    expect(lines.slice(0, 2)).toEqual(['python3 program.py', '1.24 s · 3 processes · exit 2']);
    expect(lines.at(-1)).toBe('recording  /data/r.joinscope');
  });

  it('calls a demo by the name that the window gives it', () => {
    const demo = eventsFrom('0 run node demo.js').map((event) => ({ ...event, demo: 'crash-course' }) as RunEvent);
    const head = (texts: Texts) => report([...demo, ...fourEnds], { ...english, texts }, 'crash-course')[0];
    expect(head(textsOf('en'))).toBe('Four ways to end');
    expect(head(textsOf('zh'))).toBe('四种结束方式');
    // One of another version, or a command that is called like one.
    expect(report(fourEnds, english, 'crash-course')[0]).toBe('crash-course');
  });

  it('says what Node programs told of their threads, event loop and heap, where it is worth a look', () => {
    const lines = report([
      started([1, 0], 'node', 0),
      { type: 'thread-started', t: 5, pid: 1, thread: 1 },
      { type: 'thread-started', t: 6, pid: 1, thread: 2 },
      { type: 'thread-ended', t: 9, pid: 1, thread: 2, code: 1, errorType: 'RangeError', message: 'too\u001b[31m far' },
      {
        type: 'runtime-sample',
        t: 10,
        pid: 1,
        loopUse: 90,
        loopDelayMs: 3,
        loopDelayMaxMs: 1500,
        heapBytes: 95e6,
        heapLimitBytes: 100e6,
      },
      exited(1, 0, 60),
      runEnded(60, { exitCode: 0 }),
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'node (1): 2 worker threads, 1 failed',
        'worker thread 2: RangeError: too\uFFFD[31m far',
        'node (1): its event loop was held for up to 1.5 s',
        'node (1): its JavaScript heap was nearly full, 95 MB of 100 MB (95 %)',
      ]),
    );
  });

  it('has a row for each process: lifetime, CPU time, peak memory, exit and verdict', () => {
    const lines = report(fourEnds);
    const [root, well, killed] = ['python3 ', '├ well', '└ by'].map((start) =>
      lines.findLast((line) => line.startsWith(start) && line.includes('41 ms')),
    );
    expect(lines[3]).toMatch(/^process +pid +lived +CPU time +peak RSS +exit +verdict$/);
    expect(root).toMatch(/^python3 +1 +1\.24 s +41 ms +9\.8 MB +2 /);
    expect(well).toMatch(/^├ well +20 +40 ms +41 ms +9\.8 MB +0 /);
    expect(killed).toMatch(/^└ by-sigkill +21 +69 ms +41 ms +9\.8 MB +SIGKILL /);
  });

  it('explains what is worth a look, the most urgent first, and not what ended well', () => {
    const lines = report(fourEnds);
    const explained = lines.filter((line) => / {2}certain$/.test(line));
    expect(explained).toEqual(['by-sigkill (21)  certain', 'python3 (1)  certain']);
  });

  it('explains once what ended alike', () => {
    const alike = [2, 3, 4].flatMap((pid) => [
      started([pid, 1], 'job'),
      exited(pid, 1),
      judged(pid, 'exit-status', 'job'),
    ]);
    const lines = report([started([1, 0], 'xargs', 0), ...alike]);
    expect(lines.filter((line) => line.startsWith('job ('))).toEqual(['job (2)  certain  and 2 more ended alike']);
  });

  it.each([40, 60, 80, 100])('keeps to %i columns, in both languages', (width) => {
    const queue = {
      type: 'queue-depth',
      t: 5,
      queue: 'jobs of the whole long pipeline',
      depth: 4,
      puts: 5,
      gets: 1,
    } as const;
    for (const language of ['en', 'zh'] as const) {
      const lines = report([...fourEnds.slice(0, 3), queue, ...fourEnds.slice(3)], {
        texts: textsOf(language),
        style,
        width,
      });
      expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    }
  });

  it('tells what went through the queues, the deepest first', () => {
    const depth = (queue: string, [puts, gets]: readonly [number, number]) =>
      ({ type: 'queue-depth', t: 5, queue, depth: puts - gets, puts, gets }) as const;
    const lines = report([started([1, 0], 'python3', 0), depth('drained', [3, 3]), depth('left', [9, 2])]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'left: 9 put, 2 taken · at most 7 waiting · 7 left at the end',
        'drained: 3 put, 3 taken · at most 0 waiting',
      ]),
    );
    expect(lines.findIndex((line) => line.startsWith('left'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('drained')),
    );
  });

  it('says how a run ended that did not end by itself', () => {
    const heads = (['stopped', 'killed', 'timed-out', 'failed-to-start'] as const).map(
      (reason) => report([runEnded(5, { exitCode: null, signal: 'SIGTERM', reason })])[1],
    );
    expect(heads).toEqual(
      ['stopped', 'killed', 'timed out', 'did not start'].map((how) => `5 ms · 0 processes · ${how}, SIGTERM`),
    );
  });

  it('tells of events that could not be had, and of notices', () => {
    const lines = report([
      { type: 'lost', t: 1, count: 3, source: 'kernel' },
      { type: 'notice', t: 1, level: 'warning', id: 'recording-failed', values: { reason: 'disk full' } },
    ]);
    expect(lines).toContain('This run is not recorded: disk full');
    expect(lines).toContain('3 events of the kernel were lost.');
  });

  it.each([['en'], ['zh']] as const)('fits 80 columns in %s', (language) => {
    const paper = { texts: textsOf(language), style, width: 80 };
    for (const line of report(fourEnds, paper, '工作 '.repeat(60))) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });

  it('prints nothing that a terminal would obey', () => {
    const lines = report([started([1, 0], '\u001B]0;owned\u0007\u001B[2J')], english, '\u001B[31mred');
    expect(lines.join('\n')).not.toContain('\u001B');
  });
});
