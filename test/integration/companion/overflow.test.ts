import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { monotonicNow } from '../../../src/main/companion/clock';
import { Watch } from '../../../src/main/companion/watch';
import { openMonitor } from '../../../src/main/monitor';
import { KernelLifecycle } from '../../../src/main/monitor/linux/kernel-lifecycle';
import type { RunEvent } from '../../../src/shared/events';

const PATIENCE = { timeout: 30_000 };
const FLOOD = 300;

it.runIf(process.platform === 'linux')(
  'says how many events of a flood were lost, and finds who started in it',
  async () => {
    const { table, readHost } = await openMonitor({ clock: monotonicNow, mustPoll: true });
    const events: RunEvent[] = [];
    const watch = await Watch.open({
      rootArgv: ['sh'],
      runStart: monotonicNow(),
      emit: (event) => events.push(event),
      onChange: () => undefined,
      monitor: {
        table,
        readHost,
        startLifecycle: async (listener) => {
          const source = new KernelLifecycle(monotonicNow, { receiveBuffer: 4096 });
          await source.start(listener);
          return source;
        },
      },
    });
    onTestFinished(() => watch.close());

    const folder = mkdtempSync(join(tmpdir(), 'joinscope-'));
    const mark = join(folder, 'late');
    const flood = `for i in $(seq ${FLOOD}); do /bin/true; done`;
    const root = spawn(
      '/bin/sh',
      ['-c', `until [ -e ${folder}/go ]; do sleep 0.05; done; ${flood}; sleep 600 & echo $! > ${mark}; wait`],
      {
        stdio: 'ignore',
        detached: true,
      },
    );
    onTestFinished(() => {
      process.kill(-(root.pid ?? 0), 'SIGKILL');
      rmSync(folder, { recursive: true });
    });
    await vi.waitFor(() => expect(watch.living.map(({ pid }) => pid)).toContain(root.pid), PATIENCE);
    // Nobody takes the events away while this holds the loop: what comes late finds no room.
    spawnSync('/bin/sh', ['-c', `: > ${folder}/go; until [ -s ${mark} ]; do sleep 0.05; done`]);
    const late = Number(readFileSync(mark, 'utf8'));

    await vi.waitFor(() => expect(watch.living.map(({ pid }) => pid)).toContain(late), PATIENCE);
    // Each of them is at least a fork, an exec and an exit, and the buffer holds a few dozen.
    const lost = await vi.waitFor(() => {
      // The number of what is missing comes with the next event.
      spawnSync('/bin/true');
      const found = events.filter((event) => event.type === 'lost');
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(FLOOD);
      return found;
    }, PATIENCE);
    expect(lost).toEqual(lost.map(() => expect.objectContaining({ source: 'kernel' }) as RunEvent));
    const starts = events.filter((event) => event.type === 'process-started' && event.pid === late);
    expect(starts).toMatchObject([{ seenBy: 'polling' }]);
  },
);
