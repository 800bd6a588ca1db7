/** Forks a real companion, hands it a command, and collects what it reports. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import type { AttachTarget, CompanionRequest, LaunchSpec, SentReport } from '../../src/main/companion/protocol';
import { RowReceiver } from '../../src/main/companion/sent-rows';
import { entryFile } from '../../src/main/entry-file';
import { commandEnvironment } from '../../src/main/launch/command-environment';
import type { RunEvent, RunEventOf, RunEventType } from '../../src/shared/events';

export interface DrivenCompanion {
  readonly child: ChildProcess;
  /** In the order in which they were reported. */
  readonly events: readonly RunEvent[];
  /** Resolves with the first event that fits, now or later. */
  readonly awaitEvent: <Type extends RunEventType>(
    type: Type,
    fits?: (event: RunEventOf<Type>) => boolean,
  ) => Promise<RunEventOf<Type>>;
  readonly eventsOf: <Type extends RunEventType>(type: Type) => readonly RunEventOf<Type>[];
  readonly send: (request: Exclude<CompanionRequest, { type: 'attach' | 'launch' }>) => void;
  /** Resolves when the companion has exited. */
  readonly ended: Promise<void>;
}

/** The test's end ends it, however the test ended. */
export function driveCompanion(argv: readonly string[], options: Partial<LaunchSpec> = {}): DrivenCompanion {
  return drive((spec) => ({ type: 'launch', spec: { ...spec, argv, ...options } }));
}

/** As {@link driveCompanion}, of a process that runs already. */
export function driveAttachment(target: AttachTarget, environment: NodeJS.ProcessEnv = {}): DrivenCompanion {
  return drive(({ cwd, output, hz, runStart, startedAt }) => {
    return { type: 'attach', spec: { target, argv: ['target'], cwd, output, hz, runStart, startedAt } };
  }, environment);
}

function drive(
  requestOf: (spec: LaunchSpec) => CompanionRequest,
  environment: NodeJS.ProcessEnv = {},
): DrivenCompanion {
  // Extra certificates cost 90 ms a start of Node.
  const env: NodeJS.ProcessEnv = { ...process.env, ...environment };
  delete env['NODE_EXTRA_CA_CERTS'];
  const child = fork(entryFile('companion'), [], {
    serialization: 'advanced',
    execArgv: [],
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  onTestFinished(() => {
    if (child.connected) child.disconnect();
  });
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const rows = new RowReceiver();
  child.on('message', (message) => {
    const report = message as SentReport;
    if (report.type === 'batch') events.push(...rows.unpack(report.events));
    for (const look of waiting) look();
  });
  const runStart = Number(process.hrtime.bigint()) / 1e6;
  const spec: LaunchSpec = {
    argv: [],
    cwd: tmpdir(),
    env: commandEnvironment(env, {}),
    shell: false,
    output: 'capture',
    foreground: false,
    probes: false,
    pipes: false,
    readStderr: false,
    hz: 10,
    runStart,
    startedAt: Date.now(),
  };
  child.send(requestOf(spec));
  const eventsOf = <Type extends RunEventType>(type: Type) =>
    events.filter((event): event is RunEventOf<Type> => event.type === type);
  return {
    child,
    events,
    eventsOf,
    awaitEvent: (type, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = eventsOf(type).find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    send: (request) => child.send(request),
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
  };
}

/** Whether a process is there and has not ended (a zombie has). */
export function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return true;
  }
}

/** Looks again every few milliseconds until `isTrue`, for what no event tells; the test's own limit ends it. */
export async function awaitCondition(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
