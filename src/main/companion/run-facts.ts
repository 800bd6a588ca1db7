import { readFileSync } from 'node:fs';
import { arch, availableParallelism, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { RunEventOf } from '../../shared/events';
import { packageRoot } from '../entry-file';
import type { LifecycleSource } from '../monitor/monitor';
import type { AttachSpec, LaunchSpec } from './protocol';

/** The first event of a run: what is run, where, and how it is watched. */
export function runStarted(spec: AttachSpec | LaunchSpec, lifecycle: LifecycleSource): RunEventOf<'run-started'> {
  return {
    type: 'run-started',
    t: 0,
    startedAt: spec.startedAt,
    ...('demo' in spec && { demo: spec.demo }),
    argv: [...spec.argv],
    cwd: spec.cwd,
    shell: 'shell' in spec && spec.shell,
    lifecycle: lifecycle.kind,
    ...(lifecycle.reason !== undefined && { lifecycleReason: lifecycle.reason }),
    hz: spec.hz,
    host: {
      os: type(),
      release: release(),
      arch: arch(),
      cores: availableParallelism(),
      memoryBytes: totalmem(),
    },
    versions: { joinscope: ownVersion(), node: process.versions.node },
  };
}

function ownVersion(): string {
  const given = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { readonly version?: unknown };
  return typeof given.version === 'string' ? given.version : 'unknown';
}
