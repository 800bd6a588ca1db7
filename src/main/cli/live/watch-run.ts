import type { RunEvent } from '../../../shared/events';
import type { Milliseconds } from '../../../shared/units';
import type { Run } from '../../runs/run';
import { paperFor } from '../report/paper';
import { standardOutput } from '../standard-streams';
import { printable } from '../text/printable';
import type { Texts } from '../text/texts';
import { liveLines, progressLine } from './live-lines';

const REDRAW: Milliseconds = 200;
/** Between two lines where there is no terminal to draw on. */
const PROGRESS: Milliseconds = 2000;
const DEFAULT_HEIGHT = 24;

/**
 * Shows a run while it goes on: in a terminal as a picture that is drawn over, elsewhere as a
 * line now and then. What the program prints comes first, above the picture.
 *
 * @returns ends it, and takes the picture away.
 */
export async function watchRun(run: Run, texts: Texts): Promise<() => void> {
  return standardOutput().isTTY ? drawRun(run, texts) : Promise.resolve(logRun(run, texts));
}

async function drawRun(run: Run, texts: Texts): Promise<() => void> {
  const { createLogUpdate } = await import('log-update');
  const picture = createLogUpdate(process.stdout);
  let printed: string[] = [];
  const draw = (): void => {
    if (printed.length > 0) {
      picture.clear();
      process.stdout.write(`${printed.join('\n')}\n`);
      printed = [];
    }
    const height = process.stdout.rows || DEFAULT_HEIGHT;
    picture(liveLines({ title: run.title, model: run.model, height }, paperFor(process.stdout, texts)).join('\n'));
  };
  printed.push(...outputOf(run.replay().events));
  const unsubscribe = run.onBatch(({ events }) => printed.push(...outputOf(events)));
  const timer = setInterval(draw, REDRAW);
  return () => {
    clearInterval(timer);
    unsubscribe();
    draw();
    picture.clear();
    picture.done();
  };
}

function logRun(run: Run, texts: Texts): () => void {
  const unsubscribe = run.onBatch(({ events }) => {
    const lines = outputOf(events);
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
  });
  const timer = setInterval(() => process.stdout.write(`${progressLine(run, texts)}\n`), PROGRESS);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}

/** What the program printed, line by line. */
function outputOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'log' ? [printable(event.text)] : []));
}
