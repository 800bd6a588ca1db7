import { Window } from 'happy-dom';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reportPage } from '../../../../src/main/record/export/html/report-page';
import { texts } from '../../../../src/shared/locales';
import { textsOf } from '../../../../src/main/cli/text/texts';
import type { RunEvent } from '../../../../src/shared/events';
import { exited, judged, modelOf, runEnded, started } from '../../../support/run-events';
import { BUSY_RUN } from '../../../support/busy-run';

type Page = Window['document'];

function pageOf(language: 'en' | 'zh', events = BUSY_RUN): { readonly text: string; readonly page: Page } {
  const model = modelOf(...events);
  const text = reportPage({ title: 'python3 <program>.py', model, words: textsOf(language), version: '0.1.0' });
  const window = new Window();
  onTestFinished(() => window.happyDOM.close());
  window.document.write(text);
  return { text, page: window.document };
}

const HANG: RunEvent = {
  type: 'hang',
  t: 2500,
  hang: 'h1',
  kind: 'join-before-drain',
  pids: [10, 11],
  sinceMs: 1000,
  confidence: 'certain',
  title: { id: 'title.ok', values: { name: 'x' } },
  evidence: [{ id: 'seen.place', values: { place: 'a.py:1' } }],
  ruledOut: [{ id: 'seen.place', values: { place: 'a.py:2' } }],
  advice: [{ id: 'seen.place', values: { place: 'a.py:3' } }],
};

describe('the report as a page', () => {
  it('tells the end of each process, the verdicts, the pictures and the host', () => {
    const { page } = pageOf('en');
    expect(page.querySelector('h1')?.textContent).toBe('python3 <program>.py');
    expect([...page.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual([
      'What needs a look',
      'Timeline',
      'CPU by process, in cores',
      'Memory by process (RSS)',
      'Queue depth and tasks in flight',
      'Processes',
      'Pools',
      'Queues',
      'Locks',
      'Where and how it ran',
    ]);
    expect(page.querySelector('.card h3')?.textContent).toContain('=cmd|calc');
    const rows = [...page.querySelectorAll('section table')].map((table) => table.querySelectorAll('tbody tr').length);
    expect(rows.slice(0, 4)).toEqual([3, 1, 1, 1]);
    expect(page.querySelectorAll('svg .life')).toHaveLength(3);
  });

  it('tells when it ran, and lists, in the way of its language', () => {
    const events = BUSY_RUN.map((event) =>
      event.type === 'run-started' ? { ...event, versions: { joinscope: '1', node: '2' } } : event,
    );
    const fact = (language: 'en' | 'zh', name: string) =>
      [...pageOf(language, events).page.querySelectorAll('.facts tr')]
        .find((row) => row.querySelector('th')?.textContent === name)
        ?.querySelector('td')?.textContent;
    expect(fact('en', texts.en.report.fact.startedAt)).toMatch(/^\w{3} \d+, \d{4}, \d\d:\d\d:\d\d \S+/);
    expect(fact('zh', texts.zh.report.fact.startedAt)).toMatch(/^\d{4}年\d+月\d+日 \S+ ?\d\d:\d\d:\d\d/);
    expect(fact('en', texts.en.report.fact.versions)).toBe('joinscope 1, node 2');
    expect(fact('zh', texts.zh.report.fact.versions)).toBe('joinscope 1、node 2');
  });

  it('is headed by the name that the window gives a demo', () => {
    const events = BUSY_RUN.map((event) => (event.type === 'run-started' ? { ...event, demo: 'uneven' } : event));
    expect(pageOf('en', events).page.querySelector('h1')?.textContent).toBe('Stragglers');
    expect(pageOf('zh', events).page.querySelector('h1')?.textContent).toBe('拖尾任务');
  });

  it('explains a hang in full: who, how sure, how long, what was seen and ruled out, what to try', () => {
    const { page } = pageOf('en', [...BUSY_RUN.slice(0, -1), HANG, runEnded(5000, { exitCode: 1 })]);
    const card = page.querySelector('.card');
    expect(card?.querySelector('h3')?.textContent).toMatch(/main 10, worker-1 11 · certain · found after 1\.5 s/);
    expect([...(card?.querySelectorAll('.sentences b') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'seen',
      'ruled out',
      'try',
    ]);
    expect(card?.querySelectorAll('.sentences li')).toHaveLength(3);
  });

  it('says who was still running where a recording was cut off, and not that all ended well', () => {
    const { page, text } = pageOf('en', BUSY_RUN.slice(0, 12));
    expect(text).toContain('3 processes were still running where the recording ends.');
    expect(page.querySelector('.well')).toBeNull();
    const alone = pageOf('en', [started([10, 1], 'main'), exited(10, 0, 20), judged(10, 'ok', 'main')]).page;
    expect(alone.querySelector('.well')?.textContent).toBe('Every process ended well.');
  });

  it('folds what is beyond the first processes, and holds it all the same', () => {
    const many = Array.from({ length: 450 }, (_, place) => started([20 + place, 10], `child-${place}`));
    const { page } = pageOf('en', [started([10, 1], 'main'), ...many]);
    expect(page.querySelector('details summary')?.textContent).toBe('251 more processes');
    expect(page.querySelectorAll('.processes tbody tr')).toHaveLength(451);
    expect(page.querySelectorAll('details tbody tr')).toHaveLength(251);
  });

  it('tells of the machine as far as it was sampled, and what was lost by its kind', () => {
    const host: RunEvent = {
      type: 'host-sample',
      t: 50,
      cpu: [100, 50],
      runnable: 5,
      availableBytes: 4e9,
      pressure: { cpu: 12, memory: 0, io: 1 },
    };
    const lost: RunEvent = { type: 'lost', t: 51, count: 2, source: 'recording' };
    const { text } = pageOf('en', [...BUSY_RUN, host, lost]);
    expect(text).toContain('at most 1.5 of 2, all programs together');
    expect(text).toContain('at most 5 ran or waited for a core, more than cores in 100 % of the samples');
    expect(text).toContain('at least 4 GB');
    expect(text).toContain('CPU 12 %, memory 0 %, IO 1 %');
    expect(text).toContain('2 events are missing from the recording: their lines are damaged or torn, or did not fit.');
    expect(pageOf('en').text).not.toContain('all programs together');
  });

  it('needs nothing from outside and runs nothing', () => {
    const { text, page } = pageOf('en');
    expect(page.querySelectorAll('script, link, img, iframe, object')).toHaveLength(0);
    expect(text).not.toMatch(/(src|href)=|url\(|@import|\son\w+=/);
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
  });

  it('takes names of the program for text', () => {
    expect(pageOf('en').text).not.toContain('<program>');
  });

  it('speaks Chinese', () => {
    const { page } = pageOf('zh');
    expect(page.documentElement.lang).toBe('zh');
    expect(page.querySelector('h2')?.textContent).toBe('需要查看的结局');
  });

  it('leaves no text without words', () => {
    for (const language of ['en', 'zh'] as const)
      expect(pageOf(language).text).not.toMatch(/\b(report|run|cli|verdict|notice)[:.][a-z]+[.:]?[A-Za-z]+\b(?=[<"])/);
  });
});
