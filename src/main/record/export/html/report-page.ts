/** A run as one HTML file. */
import { formatBytes, formatDuration, significant } from '../../../../shared/format';
import { type ChartSeries, MAX_POINTS } from '../../../../shared/picture/chart-data';
import { hasQueues, selectDepthChart } from '../../../../shared/picture/depth-chart';
import { selectCpuChart, selectMemoryChart } from '../../../../shared/picture/process-chart';
import { endKeyOf } from '../../../../shared/run-end';
import { runName } from '../../../../shared/run-name';
import { WHOLE_RUN, windowOf } from '../../../../shared/picture/time-window';
import { curvePicture } from './curve-picture';
import { lanesPicture } from './lanes-picture';
import type { Markup } from './markup';
import { pageOf, section } from './page';
import type { ReportPaper } from './paper';
import { factsPart, figuresPart, objectsPart, processesPart, verdictsPart } from './parts';

/** The whole file. */
export function reportPage(paper: ReportPaper): string {
  const { words, version } = paper;
  const title = runName({ title: paper.title, demo: paper.model.started?.demo }, words.say);
  const say = (key: string) => words.say(`report:${key}`);
  return pageOf({ title, subtitle: headOf(paper), language: words.language, version }, [
    figuresPart(paper),
    section(say('look'), verdictsPart(paper)),
    picturesOf(paper),
    section(say('processes'), processesPart(paper)),
    objectsPart(paper).map(([name, table]) => section(name, table)),
    section(say('facts'), factsPart(paper)),
  ]);
}

/** `1.24 s · 5 processes · exit 0`. */
function headOf({ model, words }: ReportPaper): string {
  const { ended } = model;
  const key = endKeyOf(model);
  const status =
    ended?.signal ?? (ended?.exitCode == null ? undefined : words.say('cli:report.end.code', { code: ended.exitCode }));
  const parts = [
    formatDuration(ended?.t ?? model.now),
    words.say('cli:report.processes', { count: model.processes.length }),
    key === undefined ? undefined : words.say(`cli:report.end.${key}`),
    status,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function picturesOf(paper: ReportPaper): readonly Markup[] {
  const { model, words } = paper;
  const limits = { window: windowOf(WHOLE_RUN, model.ended?.t ?? model.now), most: MAX_POINTS };
  const say = (key: string) => words.say(`report:${key}`);
  const nameOf = ({ kind, name }: ChartSeries) => (name === '' ? words.say(`run:chart.name.${kind}`) : name);
  const cpu = selectCpuChart(model, limits);
  const memory = selectMemoryChart(model, limits);
  const curve = { window: limits.window, nameOf } as const;
  const pictures: Markup[] = [section(say('timeline'), lanesPicture(paper, limits.window))];
  if (cpu.rows.length > 0) {
    const atLeast = model.started?.host.cores ?? 1;
    pictures.push(
      section(
        say('cpu'),
        curvePicture(cpu, { ...curve, isStacked: true, atLeast, axis: significant, description: say('cpuLabel') }),
      ),
    );
  }
  if (memory.rows.length > 0)
    pictures.push(
      section(
        say('memory'),
        curvePicture(memory, { ...curve, isStacked: true, axis: formatBytes, description: say('memoryLabel') }),
      ),
    );
  if (hasQueues(model)) {
    const depth = selectDepthChart(model, limits);
    pictures.push(
      section(
        say('depth'),
        curvePicture(depth, { ...curve, isStacked: false, axis: significant, description: say('depthLabel') }),
      ),
    );
  }
  return pictures;
}
