import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRunService } from '../../../src/main/runs/create-run-service';
import type { Run } from '../../../src/main/runs/run';
import type { RunEvent, RunEventOf } from '../../../src/shared/events';
import { fixture } from '../../support/fixture';
import { isAlive, survivorsOf } from '../../support/processes';
import { python } from '../../support/python';

function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-runs-'));
  const service = createRunService({ version: '0.1.0', folder });
  onTestFinished(async () => {
    await service.stopAll();
    rmSync(folder, { recursive: true });
  });
  return { service, folder };
}

const commandOf = (...argv: string[]) => ({ argv, cwd: '/', env: {}, shell: false });

/** Folders of companions' sockets; those of tests have a longer name. */
const socketFolders = () => readdirSync(tmpdir()).filter((name) => /^joinscope-\w{6}$/.test(name));

/** The first output line that begins with `start`. */
function lineOf(run: Run, start: string): Promise<string> {
  return new Promise((resolve) => {
    const look = (events: readonly RunEvent[]) => {
      const isWanted = (event: RunEvent): event is RunEventOf<'log'> =>
        event.type === 'log' && event.text.startsWith(start);
      const found = events.find(isWanted);
      if (found !== undefined) resolve(found.text);
    };
    run.onBatch(({ events }) => look(events));
    look(run.replay().events);
  });
}

describe('a run', () => {
  it('is recorded as it was delivered, and opens again as the same run', async () => {
    const { service, folder } = serve();
    const run = await service.startCommand(commandOf(python, fixture('python/four_ends.py')));
    const delivered: RunEvent[] = [];
    run.onBatch(({ events }) => void delivered.push(...events));
    const last = await run.ended;
    expect(last).toMatchObject({ exitCode: 2, reason: 'exited' });
    expect(delivered.at(0)?.type).toBe('run-started');
    expect(delivered.at(-1)).toEqual(last);
    expect(readdirSync(folder)).toEqual([`${run.id}.joinscope`]);
    service.close(run.id);
    const opened = await service.openRecording(run.path ?? '');
    await opened.ended;
    expect(opened.replay().events.map(({ type, t }) => [type, t])).toEqual(delivered.map(({ type, t }) => [type, t]));
    expect(opened.model.processes.map(({ verdict }) => verdict?.cause)).toEqual(
      run.model.processes.map(({ verdict }) => verdict?.cause),
    );
  });

  it('holds its events in order of time', async () => {
    const { service } = serve();
    const run = await service.startCommand(commandOf('sh', '-c', 'for n in 1 2 3 4 5; do echo $n; true; done'));
    await run.ended;
    const times = run.replay().events.map(({ t }) => t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it.each([false, true])('ends everything when its companion is killed (in the foreground: %s)', async (foreground) => {
    const { service } = serve();
    const before = socketFolders();
    const run = await service.startCommand(commandOf(python, fixture('python/stubborn_tree.py')), { foreground });
    const [, ...pids] = (await lineOf(run, 'pids')).split(' ');
    const tree = pids.map(Number);
    expect(tree.filter(isAlive)).toHaveLength(3);
    process.kill(run.model.root?.ppid ?? 0, 'SIGKILL');
    expect((await run.ended).reason).toBe('companion-lost');
    expect(await survivorsOf(tree, 2000)).toEqual([]);
    expect(run.model.notices.map(({ id }) => id)).toContain('companion-lost');
    expect(socketFolders().filter((name) => !before.includes(name))).toEqual([]);
    expect(run.model.processes.filter(({ exitedMs }) => exitedMs === undefined)).toEqual([]);
  });

  it('leaves nothing alive when everything is to stop', async () => {
    const { service } = serve();
    const run = await service.startCommand(commandOf(python, fixture('python/stubborn_tree.py')));
    const tree = (await lineOf(run, 'pids')).split(' ').slice(1).map(Number);
    await service.stopAll();
    expect(await survivorsOf(tree, 1000)).toEqual([]);
    expect(run.model.ended?.reason).toBe('stopped');
  });
});
