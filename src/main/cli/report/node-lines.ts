/** What Node programs told of themselves and is worth a look: threads, an event loop that was held, a heap nearly full. */
import { heapPart, NEARLY_FULL, type NodeRuntime } from '../../../shared/model/node-runtime';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds } from '../../../shared/units';
import { wrapText } from '../text/fit-text';
import type { Texts, Values } from '../text/texts';
import type { ReportPaper } from './paper';

/** A loop that was held so long made somebody wait. */
const LONG_HELD: Milliseconds = 500;
/** Lines; the window has the rest. */
const MAX_LINES = 6;

export function nodeLines(model: RunModel, { texts, width }: ReportPaper): readonly string[] {
  const lines = model.processes.flatMap((row) => (row.node === undefined ? [] : ofProcess(row, row.node, texts)));
  return lines.length === 0 ? [] : ['', ...lines.slice(0, MAX_LINES).flatMap((line) => wrapText(line, width))];
}

function ofProcess({ name, pid }: ProcessRow, node: NodeRuntime, { say }: Texts): readonly string[] {
  const { threads, threadsStarted, threadsFailed, loopDelayMaxMs = 0 } = node;
  const part = heapPart(node) ?? 0;
  const lines: (readonly [key: string, values: Values])[] = [];
  if (threadsStarted > 0) lines.push(['threads', { count: threadsStarted, failed: threadsFailed }]);
  for (const { thread, error } of threads) if (error !== undefined) lines.push(['threadError', { thread, error }]);
  if (loopDelayMaxMs >= LONG_HELD) lines.push(['loop', { time: loopDelayMaxMs }]);
  if (part >= NEARLY_FULL) {
    const { peakHeapBytes: peak = 0, heapLimitBytes: limit = 0 } = node;
    lines.push(['heap', { peak, limit, percent: Math.round(part * 100) }]);
  }
  return lines.map(([key, values]) => say(`node.${key}`, { name, pid, ...values }));
}
