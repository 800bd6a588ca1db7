/** The companion as a run starts it, and its events as they come. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { inProject } from '../../scripts/setup/project.mjs';

export function startCompanion(argv, { env, hz }) {
  const child = fork(inProject('out', 'main', 'companion.js'), [], {
    serialization: 'advanced',
    execArgv: JSON.parse(readFileSync(inProject('src', 'main', 'runs', 'companion-flags.json'), 'utf8')),
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const queue = [];
  let root;
  let wake = () => undefined;
  child.on('message', (report) => {
    if (report.type === 'launched') root = report.pid;
    if (report.type === 'batch') queue.push(...report.events);
    wake();
  });
  child.send({ type: 'launch', spec: specOf(argv, env, hz) });
  async function* events() {
    for (;;) {
      const event = queue.shift();
      if (event === undefined) await new Promise((resolve) => (wake = resolve));
      else yield event;
    }
  }
  return {
    pid: child.pid,
    events: events(),
    rootPid: () => root,
    end: async () => {
      child.send({ type: 'stop', reason: 'kill' }, () => undefined);
      await exited;
    },
  };
}

const specOf = (argv, env, hz) => ({
  argv,
  cwd: inProject(),
  env,
  shell: false,
  output: 'capture',
  foreground: false,
  probes: false,
  hz,
  runStart: Number(process.hrtime.bigint()) / 1e6,
  startedAt: Date.now(),
});
