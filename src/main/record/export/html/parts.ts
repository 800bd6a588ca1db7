/** The parts of a report that are words and tables. */
import { formatBytes, formatDuration, significant } from '../../../../shared/format';
import type { HangRow } from '../../../../shared/model/hang-row';
import { hasEnded, livedOf, type ProcessRow } from '../../../../shared/model/process-row';
import { exitOf } from '../../../../shared/picture/exit';
import { figureCells } from '../../../../shared/picture/figure-cells';
import { cssColourOf } from '../../../../shared/picture/process-colour';
import { treeOf } from '../../../../shared/picture/process-tree';
import { compareUrgency } from '../../../../shared/urgency';
import { needsLook } from '../../../../shared/model/needs-look';
import { type Statement, type Verdict } from '../../../../shared/verdict';
import { html, type Insert, type Markup } from './markup';
import { machineFacts } from './machine-facts';
import { tableOf } from './page';
import type { ReportPaper } from './paper';

/** Verdicts explained in full. */
const MAX_CARDS = 20;
/** Processes in the table. */
const MAX_ROWS = 5000;
/** Of these that one sees at once; the others are folded, so that the page has an end. */
const OPEN_ROWS = 200;
const DASH = '–';

/** The figures of the window, without those that the run has not. */
export function figuresPart({ model, words }: ReportPaper): Markup {
  const cells = figureCells(model).filter(({ value }) => value !== undefined);
  const entries = cells.map(({ id, value, unit, tone }) => {
    const after = unit === undefined ? '' : words.say(`run:figure.unit.${unit.id}`, unit.values);
    return html`<div title="${words.say(`run:figure.${id}.help`)}">
      <dd class="${tone}">${value} <small>${after}</small></dd>
      <dt>${words.say(`run:figure.${id}.label`)}</dt>
    </div>`;
  });
  return html`<dl class="figures">${entries}</dl>`;
}

/** The ends that need a look, the most urgent first, and the hangs. */
export function verdictsPart(paper: ReportPaper): Markup {
  const { model, words } = paper;
  const judged = model.processes
    .filter(needsLook)
    .map((row) => ({ row, verdict: row.verdict }))
    .sort((a, b) => compareUrgency(a.verdict.cause, b.verdict.cause) || a.row.index - b.row.index);
  const cards = judged.slice(0, MAX_CARDS).map(({ row, verdict }) => verdictCard(row, verdict, paper));
  const rest = judged.length - cards.length;
  const hangs = model.hangs.map((hang) => hangCard(hang, paper));
  const living = model.processes.filter((row) => !hasEnded(row)).length;
  const isWell = cards.length + hangs.length + living === 0;
  return html`${hangs} ${cards}
  ${rest > 0 ? html`<p class="dim">${words.say('cli:detail.more', { count: rest })}</p>` : undefined}
  ${living > 0 ? html`<p>${words.say('report:stillRunning', { count: living })}</p>` : undefined}
  ${isWell ? html`<p class="well">${words.say('report:allWell')}</p>` : undefined}`;
}

function hangCard({ told, foundMs, endedMs }: HangRow, paper: ReportPaper): Markup {
  const { model, words } = paper;
  const who = told.pids
    .map((pid) => `${model.findProcess(pid)?.name ?? ''} ${pid}`.trim())
    .join(words.say('report:separator'));
  const found = foundMs - told.sinceMs;
  const lasted =
    endedMs === undefined
      ? words.say('cli:detail.hangLasts', { found })
      : words.say('cli:detail.hangLasted', { found, lasted: endedMs - told.sinceMs });
  return html`<article class="card bad">
    <h3>
      ${words.say(`run:hang.${told.kind}`)}
      <small>${who} · ${words.say(`run:confidence.${told.confidence}`)} · ${lasted}</small>
    </h3>
    <p>${words.sentence(told.title)}</p>
    ${reasons(told, paper)}
  </article>`;
}

/** What was seen, what was ruled out, what to try. */
function reasons(
  { evidence, ruledOut, advice }: Pick<Verdict, 'evidence' | 'ruledOut' | 'advice'>,
  paper: ReportPaper,
) {
  const groups = [
    ['seen', evidence],
    ['ruledOut', ruledOut],
    ['advice', advice],
  ] as const;
  return groups.map(([key, statements]) => sentences(paper.words.say(`cli:detail.${key}`), statements, paper));
}

function verdictCard(row: ProcessRow, verdict: Verdict, paper: ReportPaper): Markup {
  const { words } = paper;
  const tone = exitOf(row)?.tone === 'early' ? 'bad' : '';
  return html`<article class="card ${tone}">
    <h3>
      ${square(row)} ${row.name}
      <small
        >${row.pid} · ${words.say(`run:cause.${verdict.cause}`)} ·
        ${words.say(`run:confidence.${verdict.confidence}`)}</small
      >
    </h3>
    <p>${words.sentence(verdict.title)}</p>
    ${reasons(verdict, paper)}
  </article>`;
}

function sentences(label: string, statements: readonly Statement[], { words }: ReportPaper): Markup | undefined {
  if (statements.length === 0) return undefined;
  return html`<div class="sentences">
    <b>${label}</b>
    <ul>
      ${statements.map((one) => html`<li>${words.sentence(one)}</li>`)}
    </ul>
  </div>`;
}

export function processesPart({ model, words }: ReportPaper): Markup {
  const column = (key: string) => words.say(`cli:table.${key}`);
  const rows = treeOf(model.processes).slice(0, MAX_ROWS);
  const left = model.processes.length - rows.length;
  const titles = [
    column('process'),
    column('pid'),
    column('lived'),
    column('cpuTime'),
    column('peak'),
    column('exit'),
    column('verdict'),
  ];
  const cells = rows.map(({ row, depth }): readonly Insert[] => [
    html`<span style="padding-left:${Math.min(depth, 12)}em">${square(row)} ${row.name}</span>`,
    String(row.pid),
    formatDuration(livedOf(row, model.now)),
    row.cpuMs === undefined ? DASH : formatDuration(row.cpuMs),
    row.peakRss === undefined ? DASH : formatBytes(row.peakRss),
    html`<span class="exit ${exitOf(row)?.tone}">${exitOf(row)?.status ?? words.say('cli:table.running')}</span>`,
    row.verdict === undefined ? DASH : words.sentence(row.verdict.title),
  ]);
  const more = cells.slice(OPEN_ROWS);
  const folded = html`<details>
    <summary>${words.say('report:foldedRows', { count: more.length })}</summary>
    ${tableOf(titles, more)}
  </details>`;
  return html`<div class="processes">
      ${tableOf(titles, cells.slice(0, OPEN_ROWS))} ${more.length === 0 ? undefined : folded}
    </div>
    ${left > 0 ? html`<p class="dim">${words.say('report:moreRows', { count: left })}</p>` : undefined}`;
}

/** Pools, queues and locks, those that the run had. */
export function objectsPart(paper: ReportPaper): readonly (readonly [title: string, table: Markup])[] {
  const { model, words } = paper;
  const column = (key: string) => words.say(`report:column.${key}`);
  const pools = [...model.pools.values()].map(({ pool, size, finished, failed, lost, peakQueued, runTimes }) => [
    pool,
    size,
    finished,
    failed,
    lost,
    peakQueued,
    duration(runTimes.percentile(0.5)),
    duration(runTimes.percentile(0.99)),
  ]);
  const queues = [...model.queues.values()].map(({ queue, puts, gets, depth, peakDepth }) => [
    queue,
    puts,
    gets,
    depth,
    peakDepth,
  ]);
  const locks = [...model.locks.values()].map(({ object, kind, tallies, holderPid, waiters }) => {
    const all = [...tallies.values()];
    const sum = (key: 'acquires' | 'contended' | 'waitMs') => all.reduce((total, tally) => total + tally[key], 0);
    return [
      object,
      kind,
      sum('acquires'),
      sum('contended'),
      formatDuration(sum('waitMs')),
      holderPid ?? DASH,
      [...waiters.keys()].join(words.say('report:separator')),
    ];
  });
  const parts = [
    ['pools', ['pool', 'size', 'finished', 'failed', 'lost', 'peak', 'p50', 'p99'], pools],
    ['queues', ['queue', 'puts', 'gets', 'depth', 'peak'], queues],
    ['locks', ['lock', 'kind', 'acquires', 'contended', 'waited', 'holder', 'waiters'], locks],
  ] as const;
  return parts
    .filter(([, , rows]) => rows.length > 0)
    .map(([title, columns, rows]) => [words.say(`report:${title}`), tableOf(columns.map(column), rows)]);
}

/** With its zone: a report is passed on. */
const momentIn = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });

/** Where and how it ran, and what could not be had. */
export function factsPart({ model, words }: ReportPaper): Markup {
  const { started } = model;
  const facts: [string, string][] =
    started === undefined
      ? []
      : [
          ['command', started.argv.join(' ')],
          ['cwd', started.cwd],
          ['startedAt', momentIn(words.language).format(started.startedAt)],
          ['system', `${started.host.os} ${started.host.release} ${started.host.arch}`],
          ['cores', String(started.host.cores)],
          ['memory', formatBytes(started.host.memoryBytes)],
          ...machineFacts(model.host, words),
          [
            'versions',
            Object.entries(started.versions)
              .map(([name, version]) => `${name} ${version}`)
              .join(words.say('report:separator')),
          ],
          ['hz', `${significant(started.hz)} Hz`],
        ];
  const notices = model.notices.map(
    ({ id, values, level }) => html`<li class="${level}">${words.say(`notice:${id}`, values)}</li>`,
  );
  const lost = [...model.lostBySource].map(
    ([source, count]) => html`<li class="warning">${words.say(`cli:report.lost.${source}`, { count })}</li>`,
  );
  return html`<table class="facts">
      ${facts.map(
        ([key, value]) =>
          html`<tr>
            <th>${words.say(`report:fact.${key}`)}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </table>
    <ul class="notices">
      ${notices} ${lost}
    </ul>`;
}

function square({ index }: ProcessRow): Markup {
  return html`<i class="square" style="background:${cssColourOf(index)}"></i>`;
}

function duration(value: number | undefined): string {
  return value === undefined ? DASH : formatDuration(value);
}
