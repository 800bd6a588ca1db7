/** What the program costs while what it watches only waits: time of the processor of each of its processes, from /proc. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Waits with three children, so the program is a tree, has a probe in it, and never moves. */
const PROGRAM = `import multiprocessing, time

if __name__ == "__main__":
    for _ in range(3):
        multiprocessing.Process(target=time.sleep, args=(3600,), daemon=True).start()
    time.sleep(3600)
`;
const NAME = 'bench_waits.py';

/** The interpreter itself: where `python3` is a script that looks for it, the run would be mostly of that script's processes. */
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** Types the program into the first screen and starts it, as a person would. */
export async function startWaiting({ page, data }) {
  const file = join(data, NAME);
  writeFileSync(file, PROGRAM);
  const line = page.locator('.command-box input');
  await line.fill(`${python()} ${file}`);
  await line.press('Enter');
  await page.getByTestId('run-view').waitFor();
}

/**
 * Percent of one core that the tree below `pid` takes over `duration` milliseconds, without the program that is watched.
 *
 * @returns {Promise<{ all: number, page: number, companion: number, main: number, gpu: number, other: number }>}
 */
export async function costOf(pid, duration) {
  const tick = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const before = ticksBelow(pid);
  const startedAt = performance.now();
  await pause(duration);
  const passed = performance.now() - startedAt;
  const cost = { all: 0, page: 0, companion: 0, main: 0, gpu: 0, other: 0 };
  for (const [one, { ticks, role }] of ticksBelow(pid)) {
    const percent = ((ticks - (before.get(one)?.ticks ?? 0)) * tick * 100) / passed;
    cost[role] += percent;
    cost.all += percent;
  }
  return cost;
}

function ticksBelow(root) {
  const all = processes();
  const found = new Map();
  const visit = (pid) => {
    const one = all.find((other) => other.pid === pid);
    if (one === undefined || one.commandLine.includes(NAME)) return;
    found.set(pid, { ticks: one.ticks, role: pid === root ? 'main' : roleOf(one.commandLine) });
    for (const { pid: child } of all.filter(({ ppid }) => ppid === pid)) visit(child);
  };
  visit(root);
  return found;
}

function roleOf(commandLine) {
  if (commandLine.includes('--type=renderer')) return 'page';
  if (commandLine.includes('--type=gpu-process')) return 'gpu';
  return commandLine.includes('companion') ? 'companion' : 'other';
}

/** proc_pid_stat(5): 4 is the parent, 14 and 15 are utime and stime; the name before may hold anything. */
function processes() {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [
          { pid: Number(name), ppid: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), commandLine },
        ];
      } catch {
        // Ended between listing and reading.
        return [];
      }
    });
}
