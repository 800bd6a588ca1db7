/** Runs one scenario with the real watcher and says what was found. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunService } from '../../src/main/runs/run-service';
import type { Run } from '../../src/main/runs/run';
import type { RunEventOf } from '../../src/shared/events';
import type { ProcessRow } from '../../src/shared/model/process-row';
import { python } from '../support/python';
import type { Scenario } from './scenario';

export interface Outcome {
  readonly scenario: Scenario;
  readonly processes: readonly ProcessRow[];
  readonly hangs: readonly RunEventOf<'hang'>[];
  /** What the program printed, for a person who looks into a failure. */
  readonly output: readonly string[];
}

export async function runScenario(scenario: Scenario, service: RunService, folder: string): Promise<Outcome> {
  const { timeoutMs = 60_000, isUnprobed = false } = scenario;
  const argv = [...commandOf(scenario, folder)];
  const run = await service.startCommand(
    { argv, cwd: folder, env: { NODE_EXTRA_CA_CERTS: '' }, shell: false, timeoutMs },
    { record: false, probes: !isUnprobed },
  );
  interfere(run, scenario);
  await run.ended;
  const { model } = run;
  const outcome = {
    scenario,
    processes: model.processes,
    hangs: model.hangs.map(({ told }) => told),
    output: model.output.entries.map(({ text }) => text),
  };
  service.close(run.id);
  return outcome;
}

function commandOf({ name, program }: Scenario, folder: string): readonly string[] {
  const place = join(folder, name.replace(/[^a-z0-9]+/gi, '-'));
  mkdirSync(place);
  if ('shell' in program) return ['sh', write(join(place, 'program.sh'), program.shell)];
  if ('node' in program) return [process.execPath, write(join(place, 'program.mjs'), program.node)];
  return [python, write(join(place, 'program.py'), program.python)];
}

function write(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}

/** Does what the scenario asks for once the program says that it is ready. */
function interfere(run: Run, { then, hang }: Scenario): void {
  let isDone = false;
  const once = (act: () => void): void => {
    if (!isDone) act();
    isDone = true;
  };
  run.onBatch(({ events }) => {
    for (const event of events) {
      // What had to be found was found: nobody needs to wait for the time limit.
      if (event.type === 'hang' && event.kind === hang?.kind) once(() => run.stop('kill'));
      if (event.type !== 'log' || then === undefined) continue;
      const pid = /^ready (\d+)/.exec(event.text)?.[1];
      if (pid === undefined) continue;
      once(() => {
        if (then === 'stop' || then === 'kill-run') run.stop(then === 'stop' ? 'stop' : 'kill');
        else process.kill(Number(pid), then.signal);
      });
    }
  });
}
