import { expect, it } from 'vitest';
import { speedUpPicture } from '../../../../src/renderer/compare/speed-up-picture';
import { svgText } from '../../../../src/renderer/run-view/picture/save-picture';

const colours = {
  of: (token: string) => (token === '--js-bg' ? '#111' : '#ccc'),
  ofProcess: (index: number) => `#${index}0f`,
};
const words = {
  title: 'Speed-up by workers',
  description: 'measured, ideal & fitted',
  workers: 'workers',
  ideal: 'ideal',
  fit: 'Amdahl',
  names: [
    'one worker',
    'two <workers>',
    'four workers of a run with a name that is far too long for the room beside the curves',
  ],
};
const curves = {
  measured: [1, 2, 4].map((workers, place) => ({ workers, speedUp: workers ** 0.8, place })),
  ideal: [1, 4].map((workers) => ({ workers, speedUp: workers })),
  fitted: [1, 2, 3, 4].map((workers) => ({ workers, speedUp: 1 / (0.1 + 0.9 / workers) })),
  least: 1,
  most: 4,
  ticks: [0, 1, 2, 3, 4],
};

it('shows what was measured, the ideal and the fit, names every run, and fits its own frame', () => {
  const svg = svgText(speedUpPicture(curves, { colours, words }), (text) => text.length * 6);
  for (const text of [
    'Speed-up by workers',
    'measured, ideal &amp; fitted',
    'ideal',
    'Amdahl',
    'one worker',
    'two &lt;workers&gt;',
  ])
    expect(svg).toContain(text);
  expect(svg).toContain('…');
  // A dot in the plot and one in the legend for each run.
  for (const colour of ['#10f', '#20f', '#30f']) expect(svg.split(`fill="${colour}"`)).toHaveLength(3);
  const numbers = [...svg.matchAll(/ [xy]="(-?[\d.]+)"/g)].map(([, value]) => Number(value));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(720);
});

it('leaves out the fit where there is none, and runs for which there is no room', () => {
  const many = Array.from({ length: 40 }, (_, place) => ({ workers: place + 1, speedUp: 1, place }));
  const picture = speedUpPicture(
    { ...curves, measured: many, fitted: [] },
    { colours, words: { ...words, names: many.map(({ place }) => `run ${place}`) } },
  );
  const svg = svgText(picture, (text) => text.length * 6);
  expect(svg).not.toContain('Amdahl');
  expect(svg).toContain('run 10');
  expect(svg).not.toContain('run 39');
});
