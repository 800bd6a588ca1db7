/** Runs side by side as one HTML file: table, speed-up, curves over a common time, waits, verdicts. */
import type { ComparableRun, CurveName } from '../../../../shared/compare/comparable-run';
import { type Comparison, compareRuns } from '../../../../shared/compare/comparison';
import { commonTimeOf, comparisonChart, seriesIndexOf } from '../../../../shared/compare/comparison-chart';
import { figuresOfComparison, lawOf, otherWorkOf } from '../../../../shared/compare/comparison-figures';
import { type SpeedUpCurves, type SpeedUpPoint, speedUpOf } from '../../../../shared/compare/speed-up';
import { formatDuration, significant } from '../../../../shared/format';
import { cssColourOf } from '../../../../shared/picture/process-colour';
import { axisBytes, axisNumber } from '../../../../shared/picture/ticks';
import { curvePicture, fixed } from './curve-picture';
import { html, type Insert, type Markup } from './markup';
import { pageOf, section, tableOf } from './page';
import type { ReportWords } from './paper';

export interface ComparisonPaper {
  /** At least one. */
  readonly runs: readonly ComparableRun[];
  readonly words: ReportWords;
  /** Version of Joinscope. */
  readonly version: string;
}

interface Sheet extends ComparisonPaper {
  readonly comparison: Comparison;
}

/** How the values of each curve are written at its axis. */
const AXES: Readonly<Record<CurveName, (value: number) => string>> = {
  cpu: axisNumber,
  memory: axisBytes,
  throughput: axisNumber,
  queued: axisNumber,
};

const DASH = '–';

/** The whole file. */
export function comparisonPage(paper: ComparisonPaper): string {
  const sheet: Sheet = { ...paper, comparison: compareRuns(paper.runs.map(({ facts }) => facts)) };
  const { comparison, words, version } = sheet;
  const say = (key: string) => words.say(`report:compare.${key}`);
  const { waits, verdicts, runs } = comparison;
  const speedUp = speedUpOf(comparison);
  return pageOf(
    {
      title: say('title'),
      subtitle: runs.map(({ facts }) => facts.label).join(' · '),
      language: words.language,
      version,
    },
    [
      section(say('runs'), runsTable(sheet)),
      speedUp === undefined ? undefined : section(say('speedUp'), speedUpPicture(sheet, speedUp)),
      ...Object.keys(AXES).map((name) => curvesSection(sheet, name as CurveName)),
      waits.length === 0 ? undefined : section(say('waits'), waitsTable(sheet)),
      verdicts.length === 0 ? undefined : section(say('verdicts'), verdictsTable(sheet)),
    ],
  );
}

function runsTable({ comparison, words }: Sheet): Markup {
  const figures = figuresOfComparison(comparison);
  const told = otherWorkOf(comparison);
  const table = tableOf(
    ['label', ...figures.map(({ key }) => key)].map((key) => words.say(`report:compare.column.${key}`)),
    comparison.runs.map(({ facts }, place): readonly Insert[] => [
      html`<i class="square" style="background:${cssColourOf(seriesIndexOf(place))}"></i>${facts.label}`,
      ...figures.map(({ values }) => values[place] ?? DASH),
    ]),
  );
  if (told === undefined) return table;
  return html`${table}
    <p class="dim">${words.say(`report:compare.${told.key}`, told.values)}</p>`;
}

/** In units of the view box. */
const WIDTH = 1000;
const HEIGHT = 260;
const LEFT = 46;
const BOTTOM = 34;

/** Measured speed-up against what is ideal, and what Amdahl's law foretells. */
function speedUpPicture({ comparison, words }: Sheet, curves: SpeedUpCurves): Markup {
  const { measured, ideal, fitted, least, most, ticks } = curves;
  const x = (workers: number) => LEFT + 20 + ((workers - least) / Math.max(1, most - least)) * (WIDTH - LEFT - 50);
  const y = (speedUp: number) => 8 + (1 - speedUp / (ticks.at(-1) ?? 1)) * (HEIGHT - BOTTOM - 8);
  const line = (points: readonly SpeedUpPoint[]) =>
    points.map(({ workers, speedUp }) => `${fixed(x(workers))},${fixed(y(speedUp))}`).join(' ');
  const law = lawOf(comparison);
  return html`<figure>
    <div class="wide">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${words.say('report:compare.speedUpLabel')}">
        ${ticks.map((value) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${fixed(y(value))}" y2="${fixed(y(value))}" /><text class="tick" x="${LEFT - 6}" y="${fixed(y(value))}" dy="0.32em" text-anchor="end">${significant(value)}×</text>`)}
        <polyline class="ideal" points="${line(ideal)}" />
        ${fitted.length === 0 ? undefined : html`<polyline class="fit" points="${line(fitted)}" />`}
        ${measured.map(({ workers, speedUp, place }) => html`<circle style="fill:${cssColourOf(seriesIndexOf(place))}" cx="${fixed(x(workers))}" cy="${fixed(y(speedUp))}" r="5"><title>${comparison.runs[place]?.facts.label}</title></circle><text class="tick" x="${fixed(x(workers))}" y="${HEIGHT - 14}" text-anchor="middle">${workers}</text>`)}
        <text class="tick" x="${WIDTH / 2}" y="${HEIGHT - 1}" text-anchor="middle">
          ${words.say('report:compare.column.workers')}
        </text>
      </svg>
    </div>
    <figcaption>
      <span><i class="measured"></i>${words.say('report:compare.measured')}</span>
      <span><i class="ideal"></i>${words.say('report:compare.ideal')}</span>
      ${law === undefined ? undefined : html`<span>${law.key === 'amdahl' ? html`<i class="fit"></i>` : undefined}${words.say(`report:compare.${law.key}`, law.values)}</span>`}
    </figcaption>
  </figure>`;
}

/** One quantity of each run, all from their own start; left out where no run has it. */
function curvesSection({ runs, words }: Sheet, name: CurveName): Markup | undefined {
  const window = { from: 0, to: commonTimeOf(runs) };
  const data = comparisonChart(runs, name, window);
  if (data.series.length === 0) return undefined;
  const description = words.say(`report:compare.${name}Label`);
  const picture = curvePicture(data, {
    window,
    isStacked: false,
    axis: AXES[name],
    nameOf: (series) => series.name,
    description,
  });
  return section(words.say(`report:compare.${name}`), picture);
}

function waitsTable({ comparison: { waits, runs }, words }: Sheet): Markup {
  return tableOf(
    ['', ...runs.map(({ facts }) => facts.label)],
    waits.map((kind) => [
      words.say(`report:compare.wait.${kind}`),
      ...runs.map(({ facts }) => formatDuration(facts.waits.get(kind) ?? 0)),
    ]),
  );
}

function verdictsTable({ comparison: { verdicts, runs }, words }: Sheet): Markup {
  return tableOf(
    ['', ...runs.map(({ facts }) => facts.label)],
    verdicts.map(({ name, causes }) => [
      name,
      ...causes.map(
        (each) => each.map((cause) => words.say(`run:cause.${cause}`)).join(words.say('report:separator')) || DASH,
      ),
    ]),
  );
}
