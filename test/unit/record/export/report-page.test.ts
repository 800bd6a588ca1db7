import { Window } from 'happy-dom';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reportPage } from '../../../../src/main/record/export/html/report-page';
import { textsOf } from '../../../../src/main/cli/text/texts';
import { modelOf } from '../../../support/run-events';
import { BUSY_RUN } from '../../../support/busy-run';

function pageOf(language: 'en' | 'zh'): { readonly text: string; readonly page: Window['document'] } {
  const model = modelOf(...BUSY_RUN);
  const text = reportPage({ title: 'python3 <program>.py', model, words: textsOf(language), version: '0.1.0' });
  const window = new Window();
  onTestFinished(() => window.happyDOM.close());
  window.document.write(text);
  return { text, page: window.document };
}

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
