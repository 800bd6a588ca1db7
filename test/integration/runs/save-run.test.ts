import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRecording } from '../../../src/main/record/read-recording';
import type { Run } from '../../../src/main/runs/run';
import { saveRun } from '../../../src/main/runs/save-run';
import type { RunEvent } from '../../../src/shared/events';
import { RunModel } from '../../../src/shared/model/run-model';
import { newFolder, readAll } from '../../support/recording-files';
import { eventsFrom } from '../../support/renderer/recording-from';

const EVENTS = eventsFrom('0 run python3 pool.py\n1 start 7 worker\n5 exit 7 0\n9 end 0');

function runAt(path: string | undefined, events: readonly RunEvent[] = EVENTS): Run {
  const model = new RunModel();
  model.applyAll(events);
  const held = { runId: 'r', title: 'pool.py', isLive: true, path, firstIndex: 0, events };
  return { id: 'r', title: 'pool.py', isLive: true, path, model, replay: () => held } as unknown as Run;
}

it('writes what is held of a run that is not recorded, so that it can be opened', async () => {
  const path = join(await newFolder(), 'saved.joinscope');
  await saveRun(runAt(undefined), path, '0.1.0');
  expect((await readRecording(path)).header).toMatchObject({ title: 'pool.py', startedAt: 0 });
  const types = (await readAll(path)).map(({ type }) => type);
  expect(types).toEqual(['run-started', 'process-started', 'process-exited', 'run-ended']);
});

it('tells what is lost for good where no recording has it', async () => {
  const path = join(await newFolder(), 'saved.joinscope');
  await saveRun(runAt(undefined, [...EVENTS, { type: 'lost', t: 3, count: 12, source: 'window' }]), path, '0.1.0');
  expect((await readAll(path)).filter(({ type }) => type === 'lost')).toMatchObject([
    { count: 12, source: 'recording' },
  ]);
});

it('copies what was recorded so far, and leaves a file alone that is the recording itself', async () => {
  const made = await newFolder();
  const path = join(made, 'run.joinscope');
  writeFileSync(`${path}.part`, 'half');
  await saveRun(runAt(path), join(made, 'copy.joinscope'), '0.1.0');
  expect(readFileSync(join(made, 'copy.joinscope'), 'utf8')).toBe('half');
  await saveRun(runAt(path), `${path}.part`, '0.1.0');
  expect(readFileSync(`${path}.part`, 'utf8')).toBe('half');
});

it('writes all that is held where the recording stopped, and not that it did', async () => {
  const made = await newFolder();
  const path = join(made, 'run.joinscope');
  writeFileSync(path, 'the begin');
  const stopped: RunEvent = {
    type: 'notice',
    t: 2,
    level: 'error',
    id: 'recording-stopped',
    values: { path, reason: 'full' },
  };
  await saveRun(runAt(path, [...EVENTS, stopped]), join(made, 'saved.joinscope'), '0.1.0');
  const types = (await readAll(join(made, 'saved.joinscope'))).map(({ type }) => type);
  expect(types).toEqual(['run-started', 'process-started', 'process-exited', 'run-ended']);
});

it('says why a run that is not recorded cannot be written', async () => {
  await expect(saveRun(runAt(undefined), join(await newFolder(), 'none', 'saved.joinscope'), '0.1.0')).rejects.toThrow(
    /there is no folder/,
  );
});
