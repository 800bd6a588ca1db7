import { formatBytes, formatClock, formatDuration } from '../../../shared/format';
import { hasEnded, livedOf, type ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { ProcessMark } from '../../marks/ProcessMark';
import { useRunFrame } from '../run-context';
import { unjoinedUntil } from '../../../shared/picture/exit';
import { counters, counterTexts } from '../selectors/counter-texts';
import { lessDetail } from '../selectors/less-detail';
import { nodeFacts } from '../selectors/node-facts';
import { openSpanOf, stateOf } from '../selectors/process-state';
import { type Say, useSay } from '../words';

interface ProcessFactsProps {
  readonly row: ProcessRow;
}

/** What a process does now, and what is known of it: where it came from, what it used, who joined it. */
export function ProcessFacts({ row }: ProcessFactsProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const facts = factsOf(snapshot.model, row, say);
  return (
    <section className="rv-facts">
      {!hasEnded(row) && (
        <>
          <header className="rv-card-head">
            <ProcessMark index={row.index} />
            <b>{row.name}</b>
            <span className="rv-spring" />
            <span className="rv-mono rv-dim">{say('fact.pid', { pid: row.pid })}</span>
          </header>
          <h3 className="rv-card-title">{nowText(snapshot.model, row, say)}</h3>
        </>
      )}
      <dl>
        {facts.map(([id, value]) => (
          <div key={id}>
            <dt>{say(`fact.${id}`)}</dt>
            <dd className="rv-mono">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The present in a sentence. */
function nowText(model: RunModel, row: ProcessRow, say: Say): string {
  const span = openSpanOf(row);
  if (span === undefined) return say(`now.${stateOf(row)}`);
  const time = formatDuration(Math.max(0, model.now - span.from));
  return say(`now.span.${span.kind}`, { label: span.label, time });
}

type Fact = readonly [id: string, value: string];

function factsOf(model: RunModel, row: ProcessRow, say: Say): readonly Fact[] {
  const parent = row.parent === undefined ? undefined : model.processes[row.parent];
  const facts: (Fact | undefined)[] = [
    ['life', lifeText(model, row, say)],
    ['parent', parent === undefined ? String(row.ppid) : `${parent.name} (${row.ppid})`],
    joinFact(model, row, say),
    row.orphanedTo === undefined ? undefined : ['orphaned', String(row.orphanedTo)],
    row.startMethod === undefined ? undefined : ['startMethod', row.startMethod],
    row.cpuMs === undefined ? undefined : ['cpuTime', cpuText(row, say)],
    row.peakRss === undefined ? undefined : ['peakRss', peakText(row, say)],
    measuredFact(row, say),
    ...counterFacts(row, say),
    tasksFact(row, say),
    ...nodeFacts(row.node).map(({ id, text, values }): Fact => [id, say(text, values)]),
    lessDetailFact(model, row, say),
    ['seenBy', say(`seenBy.${row.seenBy}`)],
    row.argv === undefined ? undefined : ['command', row.argv.join(' ')],
  ];
  return facts.filter((fact) => fact !== undefined);
}

function cpuText(row: ProcessRow, say: Say): string {
  const time = formatDuration(row.cpuMs ?? 0);
  return row.isCpuLastKnown ? say('fact.lastKnown', { value: time }) : time;
}

function peakText(row: ProcessRow, say: Say): string {
  const size = formatBytes(row.peakRss ?? 0);
  return row.isPeakLastKnown ? say('fact.lastKnown', { value: size }) : size;
}

function measuredFact({ measured }: ProcessRow, say: Say): Fact | undefined {
  if (measured === undefined) return undefined;
  const { at, pssBytes, privateBytes, absence } = measured;
  const time = formatClock(at);
  if (pssBytes === undefined || privateBytes === undefined) {
    return ['measured', say('fact.absent', { reason: say(`absence.${absence ?? 'unsupported'}`) })];
  }
  return ['measured', say('fact.measuredValue', { pss: formatBytes(pssBytes), own: formatBytes(privateBytes), time })];
}

/** What the kernel counts, or why it does not tell. */
function counterFacts(row: ProcessRow, say: Say): readonly Fact[] {
  const texts = counterTexts(row);
  return counters.map((counter): Fact => {
    const { value, absence } = texts[counter];
    return [counter, value ?? say('fact.absent', { reason: say(`absence.${absence}`) })];
  });
}

function lessDetailFact(model: RunModel, row: ProcessRow, say: Say): Fact | undefined {
  const option = lessDetail(model, row);
  if (option === undefined) return undefined;
  return ['lessDetail', option === '' ? say('fact.lessDetailUnprobed') : say('fact.lessDetailOption', { option })];
}

function tasksFact({ tasksFinished, tasksFailed, tasksLost }: ProcessRow, say: Say): Fact | undefined {
  if (tasksFinished + tasksFailed + tasksLost === 0) return undefined;
  return ['tasks', say('fact.tasksValue', { finished: tasksFinished, failed: tasksFailed, lost: tasksLost })];
}

function lifeText({ now }: RunModel, row: ProcessRow, say: Say): string {
  const time = formatDuration(livedOf(row, now));
  if (row.ageMs === undefined) return say('fact.lifeValue', { from: formatClock(row.startedMs), time });
  return say('fact.lifeAttached', { before: formatDuration(row.ageMs), time });
}

/** Who waited for it and how long, or that nobody did. */
function joinFact(model: RunModel, row: ProcessRow, say: Say): Fact | undefined {
  const join = row.joins.at(-1);
  if (join !== undefined) {
    const by = model.findProcess(join.byPid)?.name ?? String(join.byPid);
    const id = join.waitedMs === undefined ? 'waits' : join.finished === false ? 'gaveUp' : 'returned';
    return ['joined', say(`join.${id}`, { by, time: formatDuration(join.waitedMs ?? model.now - join.startedMs) })];
  }
  const until = unjoinedUntil(model, row);
  if (until === undefined || row.exitedMs === undefined) return undefined;
  const id = row.joinedMs === undefined ? 'never' : 'collected';
  return ['joined', say(`join.${id}`, { time: formatDuration(until - row.exitedMs) })];
}
