import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openMonitor } from '../../../src/main/monitor';
import { type ExitStatus, type LifecycleEvent } from '../../../src/main/monitor/monitor';
import { fixture } from '../../support/fixture';

const run = promisify(execFile);
const clock = () => Number(process.hrtime.bigint()) / 1e6;

/** Every event of the machine from now on. */
async function watch() {
  const events: LifecycleEvent[] = [];
  const source = await (await openMonitor({ clock })).startLifecycle((event) => events.push(event));
  onTestFinished(() => source.stop());
  return { events, source };
}

async function statusOf(events: readonly LifecycleEvent[], pid: number): Promise<ExitStatus | undefined> {
  return awaitFound(() => events.find((event) => event.type === 'exit' && event.pid === pid)).then((event) =>
    event.type === 'exit' ? event.status : undefined,
  );
}

/** Resolves as soon as `find` finds, looking after each turn of the event loop. */
async function awaitFound<Found>(find: () => Found | undefined): Promise<Found> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.runIf(process.platform === 'linux')('the kernel as source of life cycles', () => {
  it.each([1, 2, 3])('sees 200 processes that live 1 to 20 ms, with their exit codes (run %i)', async () => {
    const { events, source } = await watch();
    expect(source.kind).toBe('kernel');
    const { stdout } = await run('python3', [fixture('python/short_lives.py')]);
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number) as [number, number]);
    expect(told).toHaveLength(200);
    for (const [pid, code] of told) {
      expect(events.some((event) => event.type === 'fork' && event.pid === pid)).toBe(true);
      expect(await statusOf(events, pid)).toEqual({ code, signal: null, coreDumped: false });
    }
  });

  it('tells the signal that ended a process', async () => {
    const { events } = await watch();
    const child = execFile('sleep', ['60']);
    child.kill('SIGKILL');
    expect(await statusOf(events, child.pid ?? 0)).toMatchObject({ code: null, signal: 'SIGKILL' });
  });
});
