/** A run made up for the window: a command, its workers, their samples, tasks of a pool. Shapes are those of `src/shared/events.ts`. */

const FIRST_PID = 1000;
const MB = 2 ** 20;

/** Numbers that are the same in each run (Park and Miller's generator). */
function randomFrom(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** The same numbers of events a second from the first to the last moment. */
export class MadeUpRun {
  #random = randomFrom(7);
  #task = 0;
  #workers;

  /** @param {{ processes: number }} size the command included */
  constructor({ processes }) {
    this.processes = processes;
    this.#workers = processes - 1;
  }

  begin() {
    const started = Array.from({ length: this.processes }, (_, index) => ({
      type: 'process-started',
      t: 1 + index * 0.1,
      pid: FIRST_PID + index,
      ppid: index === 0 ? 1 : FIRST_PID,
      startTicks: index,
      name: index === 0 ? 'main.py' : `worker-${index}`,
      argv: ['python3', 'main.py'],
      seenBy: 'kernel',
    }));
    const host = { os: 'linux', release: '6', arch: 'x64', cores: 8, memoryBytes: 16_384 * MB };
    return [
      {
        type: 'run-started',
        t: 0,
        startedAt: 1_790_000_000_000,
        argv: ['python3', 'main.py'],
        cwd: '/',
        shell: false,
        lifecycle: 'kernel',
        hz: 2,
        host,
        versions: {},
      },
      ...started,
      { type: 'pool-opened', t: 200, pool: 'pool', pid: FIRST_PID, size: this.#workers },
    ];
  }

  /** What `tasks` a second and `hz` samples a second give in a stretch; three events a task. */
  stretch({ from, to, tasks, hz }) {
    const events = [];
    const every = 1000 / hz;
    for (let t = Math.ceil(from / every) * every; t < to; t += every) events.push(this.#sample(t), this.#host(t));
    const gap = 1000 / tasks;
    for (let t = Math.ceil(from / gap) * gap; t < to; t += gap)
      events.push(...this.#taskEnding(t, this.#workers * gap));
    return events.sort((a, b) => a.t - b.t);
  }

  #sample(t) {
    const rows = Array.from({ length: this.processes }, (_, index) => ({
      pid: FIRST_PID + index,
      cpu: Math.round(this.#random() * 1000) / 10,
      cpuMs: t * 0.5,
      rss: (40 + Math.round(this.#random() * 20)) * MB,
      threads: 2,
      state: 'R',
    }));
    return { type: 'sample', t, rows };
  }

  #host(t) {
    return {
      type: 'host-sample',
      t,
      cpu: Array.from({ length: 8 }, () => Math.round(this.#random() * 100)),
      runnable: 8,
    };
  }

  /** A task that ends now and lasted most of its worker's turn; submitted a while before. */
  #taskEnding(t, turn) {
    this.#task += 1;
    const task = this.#task;
    const pid = FIRST_PID + 1 + (task % this.#workers);
    const runMs = Math.min(turn * (0.4 + 0.5 * this.#random()), t / 2);
    const of = { pool: 'pool', task };
    return [
      { type: 'task-submitted', t: Math.max(0, t - runMs - 3), ...of, label: 'square' },
      { type: 'task-started', t: Math.max(0, t - runMs), ...of, pid },
      { type: 'task-finished', t, ...of, pid, waitMs: 3, runMs },
    ];
  }
}
