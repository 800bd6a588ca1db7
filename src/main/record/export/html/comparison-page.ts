/** Runs side by side as one HTML file: table, speed-up, load over a common time, waits, verdicts. */
import { type AmdahlFit, timeAtWorkers } from '../../../../shared/compare/amdahl';
import type { Comparison } from '../../../../shared/compare/comparison';
import { amdahlValues, figuresOfComparison } from '../../../../shared/compare/comparison-figures';
import { formatDuration, significant } from '../../../../shared/format';
import type { RunModel } from '../../../../shared/model/run-model';
import type { Milliseconds } from '../../../../shared/units';
import {
  type ChartData,
  type ChartSeries,
  MAX_POINTS,
  momentsOf,
  readerOf,
  thinned,
} from '../../../../shared/picture/chart-data';
import { cssColourOf } from '../../../../shared/picture/process-colour';
import { valueTicks } from '../../../../shared/picture/ticks';
import { curvePicture, fixed } from './curve-picture';
import { html, type Insert, type Markup } from './markup';
import { pageOf, section, tableOf } from './page';
import type { ReportWords } from './paper';

export interface ComparisonPaper {
  readonly comparison: Comparison;
  /** In the order of the comparison's runs. */
  readonly models: readonly RunModel[];
  readonly words: ReportWords;
  /** Version of Joinscope. */
  readonly version: string;
}

const DASH = '–';

/** The whole file. */
export function comparisonPage(paper: ComparisonPaper): string {
  const { comparison, words, version } = paper;
  const say = (key: string) => words.say(`report:compare.${key}`);
  const title = say('title');
  const { waits, verdicts, runs } = comparison;
  const known = runs.filter(({ facts }) => facts.workers !== undefined);
  return pageOf(
    { title, subtitle: runs.map(({ facts }) => facts.label).join(' · '), language: words.language, version },
    [
      section(say('runs'), runsTable(paper)),
      known.length < 2 ? undefined : section(say('speedUp'), speedUpPicture(paper)),
      section(say('cpu'), loadPicture(paper)),
      waits.length === 0 ? undefined : section(say('waits'), waitsTable(paper)),
      verdicts.length === 0 ? undefined : section(say('verdicts'), verdictsTable(paper)),
    ],
  );
}

function runsTable({ comparison, words }: ComparisonPaper): Markup {
  const figures = figuresOfComparison(comparison);
  return tableOf(
    ['label', ...figures.map(({ key }) => key)].map((key) => words.say(`report:compare.column.${key}`)),
    comparison.runs.map(({ facts }, place): readonly Insert[] => [
      html`<i class="square" style="background:${cssColourOf(place + 1)}"></i>${facts.label}`,
      ...figures.map(({ values }) => values[place] ?? DASH),
    ]),
  );
}

/** In units of the view box. */
const WIDTH = 1000;
const HEIGHT = 260;
const LEFT = 46;
const BOTTOM = 34;

/** Measured speed-up against what is ideal, and what Amdahl's law foretells. */
function speedUpPicture({ comparison, words }: ComparisonPaper): Markup {
  const measured = comparison.runs.flatMap(({ facts, speedUp }) =>
    facts.workers === undefined ? [] : [{ workers: facts.workers, speedUp }],
  );
  const most = Math.max(...measured.map(({ workers }) => workers));
  const least = Math.min(...measured.map(({ workers }) => workers));
  const ticks = valueTicks(Math.max(most / least, ...measured.map(({ speedUp }) => speedUp)), 5);
  const x = (workers: number) => LEFT + 20 + ((workers - least) / Math.max(1, most - least)) * (WIDTH - LEFT - 50);
  const y = (speedUp: number) => 8 + (1 - speedUp / (ticks.at(-1) ?? 1)) * (HEIGHT - BOTTOM - 8);
  const line = (points: readonly (readonly [number, number])[]) =>
    points.map(([at, value]) => `${fixed(x(at))},${fixed(y(value))}`).join(' ');
  const { amdahl } = comparison;
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words.say('report:compare.speedUpLabel')}">
      ${ticks.map((value) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${fixed(y(value))}" y2="${fixed(y(value))}" /><text class="tick" x="${LEFT - 6}" y="${fixed(y(value))}" dy="0.32em" text-anchor="end">${significant(value)}×</text>`)}
      <polyline
        class="ideal"
        points="${line([
          [least, 1],
          [most, most / least],
        ])}"
      />
      ${amdahl === undefined ? undefined : html`<polyline class="fit" points="${line(fitted(amdahl, [least, most]))}" />`}
      ${measured.map(({ workers, speedUp }) => html`<circle class="measured" cx="${fixed(x(workers))}" cy="${fixed(y(speedUp))}" r="5" /><text class="tick" x="${fixed(x(workers))}" y="${HEIGHT - 14}" text-anchor="middle">${workers}</text>`)}
      <text class="tick" x="${WIDTH / 2}" y="${HEIGHT - 1}" text-anchor="middle">
        ${words.say('report:compare.column.workers')}
      </text>
    </svg>
    <figcaption>
      <span><i class="measured"></i>${words.say('report:compare.measured')}</span>
      <span><i class="ideal"></i>${words.say('report:compare.ideal')}</span>
      ${amdahl === undefined ? undefined : html`<span><i class="fit"></i>${words.say('report:compare.amdahl', amdahlValues(amdahl, comparison))}</span>`}
    </figcaption>
  </figure>`;
}

function fitted(amdahl: AmdahlFit, [least, most]: readonly [number, number]): readonly (readonly [number, number])[] {
  const base = timeAtWorkers(amdahl, least);
  return Array.from({ length: 41 }, (_, place) => {
    const workers = least + ((most - least) * place) / 40;
    return [workers, base / timeAtWorkers(amdahl, workers)];
  });
}

/** Cores used by each run, all from their own start. */
function loadPicture({ comparison, models, words }: ComparisonPaper): Markup {
  const to: Milliseconds = Math.max(...comparison.runs.map(({ facts }) => facts.wallMs), 1);
  const window = { from: 0, to };
  const curves = models.map((model, place) => {
    const points = thinned(model.cpuSeries.points, window, { most: MAX_POINTS, merge: 'mean' });
    const key = `run${place}`;
    const name = comparison.runs[place]?.facts.label ?? '';
    const series: ChartSeries = { key, kind: 'process', name, index: place + 1, colour: cssColourOf(place + 1) };
    const end = model.ended?.t ?? model.now;
    const read = readerOf(points, 'line');
    return { series, points, read: (t: Milliseconds) => (t > end ? 0 : read(t) / 100) };
  });
  const moments = momentsOf([0, to, ...curves.flatMap(({ points }) => points.map(({ t }) => t))], window);
  const data: ChartData = {
    between: 'line',
    series: curves.map(({ series }) => series),
    rows: moments.map((t) => ({ t, ...Object.fromEntries(curves.map(({ series, read }) => [series.key, read(t)])) })),
  };
  const description = words.say('report:compare.cpuLabel');
  return curvePicture(data, { window, isStacked: false, axis: significant, nameOf: ({ name }) => name, description });
}

function waitsTable({ comparison: { waits, runs }, words }: ComparisonPaper): Markup {
  return tableOf(
    ['', ...runs.map(({ facts }) => facts.label)],
    waits.map((kind) => [
      words.say(`report:compare.wait.${kind}`),
      ...runs.map(({ facts }) => formatDuration(facts.waits.get(kind) ?? 0)),
    ]),
  );
}

function verdictsTable({ comparison: { verdicts, runs }, words }: ComparisonPaper): Markup {
  return tableOf(
    ['', ...runs.map(({ facts }) => facts.label)],
    verdicts.map(({ name, causes }) => [
      name,
      ...causes.map((each) => each.map((cause) => words.say(`run:cause.${cause}`)).join(', ') || DASH),
    ]),
  );
}
