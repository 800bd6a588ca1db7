import type { RunModel } from '../../../shared/model/run-model';
import type { OpenWait } from '../../../shared/model/open-waits';
import type { Series } from '../../../shared/model/series';
import { meanOfSteps, momentOfPeak, peakOfSteps } from '../../../shared/picture/series-stats';
import type { TimeWindow } from '../../../shared/picture/time-window';
import type { Milliseconds } from '../../../shared/units';

/** A queue of the program, or the tasks of a pool that wait for a worker. */
export interface QueueLine {
  readonly kind: 'queue' | 'pool';
  readonly name: string;
  /** Now; of a span the mean. */
  readonly depth: number | undefined;
  readonly peak: number | undefined;
  /** When it was as deep as that. */
  readonly peakMs: Milliseconds | undefined;
  /** So far; of a span nobody knows. */
  readonly puts: number | undefined;
  readonly gets: number | undefined;
  /** How many can put, and take; `undefined` where nobody told. */
  readonly producers: number | undefined;
  readonly consumers: number | undefined;
  /** Who waits now for an item, for room. */
  readonly getters: readonly OpenWait[];
  readonly putters: readonly OpenWait[];
}

export function queueLines(model: RunModel, span: TimeWindow | undefined): readonly QueueLine[] {
  const waits = model.openWaits.all;
  const waiting = (kind: OpenWait['kind'], name: string): readonly OpenWait[] =>
    waits.filter((wait) => wait.kind === kind && wait.object === name);
  const soFar = (count: number): number | undefined => (span === undefined ? count : undefined);
  const pools = [...model.pools.values()].map((pool): QueueLine => ({
    kind: 'pool',
    name: pool.pool,
    ...depthOf({ series: pool.queuedSeries, depth: pool.queued, peak: pool.peakQueued }, span),
    puts: soFar(pool.submitted),
    gets: soFar(pool.finished + pool.failed + pool.lost + pool.inFlight),
    producers: 1,
    consumers: pool.size,
    getters: [],
    putters: [],
  }));
  const queues = [...model.queues.values()].map((queue): QueueLine => ({
    kind: 'queue',
    name: queue.queue,
    ...depthOf({ series: queue.series, depth: queue.depth, peak: queue.peakDepth }, span),
    puts: soFar(queue.puts),
    gets: soFar(queue.gets),
    producers: queue.producers,
    consumers: queue.consumers,
    getters: waiting('queue-get', queue.queue),
    putters: [...waiting('queue-put', queue.queue), ...waiting('queue-flush', queue.queue)],
  }));
  return [...pools, ...queues];
}

const EVER: TimeWindow = { from: 0, to: Infinity };

interface Depth {
  readonly series: Series;
  readonly depth: number;
  readonly peak: number;
}

function depthOf(
  { series, depth, peak }: Depth,
  span: TimeWindow | undefined,
): Pick<QueueLine, 'depth' | 'peak' | 'peakMs'> {
  if (span === undefined) return { depth, peak, peakMs: momentOfPeak(series, EVER) };
  return { depth: meanOfSteps(series, span), peak: peakOfSteps(series, span), peakMs: momentOfPeak(series, span) };
}
