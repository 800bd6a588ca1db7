import { describe, expect, it } from 'vitest';
import { codeFor } from '../../../src/shared/advice-code';
import { judgementMarkdown } from '../../../src/shared/judgement-markdown';
import { texts } from '../../../src/shared/locales';
import { RunModel } from '../../../src/shared/model/run-model';

const words = { sentence: ({ id }: { id: string }) => id, say: (key: string) => key };
const judged = {
  confidence: 'certain',
  title: { id: 'hang.lock-self' },
  evidence: [{ id: 'hung.proven' }],
  ruledOut: [],
  advice: [{ id: 'try.rlock' }],
} as const;

describe('a verdict as Markdown', () => {
  it('has the cause, how sure, what was seen, what to try and its code', () => {
    const text = judgementMarkdown({ judged, who: 'p (pid 7)', t: 1500, model: new RunModel() }, words);
    expect(text.split('\n')).toEqual([
      '### hang.lock-self',
      '',
      'p (pid 7) · 00:01.5 · confidence.certain',
      '',
      '**section.seen**',
      '',
      '- hung.proven',
      '',
      '**section.try**',
      '',
      '- try.rlock',
      '',
      '```python',
      'lock = multiprocessing.RLock()',
      '```',
      '',
    ]);
  });

  it('has the traceback as it was', () => {
    const text = judgementMarkdown({ judged, who: 'p', t: 0, model: new RunModel(), traceback: 'Traceback\n' }, words);
    expect(text).toContain('```\nTraceback\n```');
  });
});

it('has code only for advices that exist', () => {
  const known = Object.keys(texts.en.verdict.try).map((key) => ({ id: `try.${key}` }));
  expect(codeFor(known).length).toBeGreaterThan(15);
  expect(codeFor([{ id: 'try.nonesuch' }])).toEqual([]);
});
