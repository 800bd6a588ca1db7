import { Window } from 'happy-dom';
import { expect, it, onTestFinished } from 'vitest';
import { textsOf } from '../../../../src/main/cli/text/texts';
import { comparisonPage } from '../../../../src/main/record/export/html/comparison-page';
import { comparableOf } from '../../../../src/shared/compare/comparable-run';
import type { RunEvent } from '../../../../src/shared/events';
import { exited, modelOf, runEnded, started } from '../../../support/run-events';

const run = (wallMs: number, workers: number) => {
  const sample = (t: number): RunEvent => ({ type: 'sample', t, rows: [{ pid: 10, cpu: 50, rss: 1e6 }] });
  const model = modelOf(started([10, 1], 'main', 0), sample(wallMs / 2), exited(10, 0, wallMs), runEnded(wallMs));
  return comparableOf(model, `${workers} workers`, workers);
};

it('ends the curve of a run where the run ends, and gives each run its colour', () => {
  const window = new Window();
  onTestFinished(() => window.happyDOM.close());
  const runs = [run(1000, 1), run(400, 4)];
  window.document.write(comparisonPage({ runs, words: textsOf('en'), version: '0.1.0' }));
  const lastX = [...window.document.querySelectorAll('polyline.curve')].map((curve) =>
    Number(/([\d.]+),[\d.]+$/.exec(curve.getAttribute('points') ?? '')?.[1]),
  );
  // Memory of both: the one on the left half of the picture stops there, and does not fall to nothing.
  expect(lastX.slice(-2)[0]).toBeGreaterThan(900);
  expect(lastX.slice(-2)[1]).toBeLessThan(500);
  const dots = [...window.document.querySelectorAll('circle')];
  expect(new Set(dots.map((dot) => dot.getAttribute('style'))).size).toBe(2);
  expect(dots.map((dot) => dot.textContent)).toEqual(['1 workers', '4 workers']);
});

it('says in words that no speed-up is told between different commands', () => {
  const [sum, make] = [run(1000, 1), run(400, 4)];
  const runs = [sum, { ...make, facts: { ...make.facts, work: 'make' } }];
  const page = comparisonPage({ runs, words: textsOf('zh'), version: '0.1.0' });
  expect(page).toContain('因此没有加速比可言');
  expect(page).not.toMatch(/×|<th[^>]*>加速比/);
});
