import { isMainProcess, Process } from 'joinscope';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { constants, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

export function killed(): void {
  process.kill(process.pid, 'SIGKILL');
}

export function hungry(): void {
  new Uint8Array(2 ** 52);
}

export function starved(group: string): void {
  try {
    writeFileSync(`${group}/cgroup.procs`, String(process.pid));
  } catch {
    console.log('starved: no memory group can be had here');
    return;
  }
  const held: Buffer[] = [];
  while (true) held.push(Buffer.alloc(1 << 20, 1));
}

// A control group with 64 MB, of version 2 or 1; undefined where this user may make none.
function smallGroup(): string | undefined {
  const me = userInfo().uid;
  const mine = `/sys/fs/cgroup/user.slice/user-${me}.slice/user@${me}.service`;
  for (const parent of ['/sys/fs/cgroup/memory', mine, '/sys/fs/cgroup']) {
    const group = `${parent}/lesson-${process.pid}`;
    try {
      mkdirSync(group);
    } catch {
      continue;
    }
    const isLimited = limit(group, ['memory.max', 'memory.swap.max', '0']);
    if (isLimited || limit(group, ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes', '64M'])) return group;
    rmdirSync(group);
  }
  return undefined;
}

function limit(group: string, [memory, swap, noSwap]: string[]): boolean {
  if (!existsSync(`${group}/${memory}`)) return false;
  writeFileSync(`${group}/${memory}`, '64M');
  if (existsSync(`${group}/${swap}`)) writeFileSync(`${group}/${swap}`, noSwap ?? '0');
  return true;
}

async function show(target: string, ...args: string[]): Promise<void> {
  const child = new Process({ target, module: import.meta.url, args, name: target });
  await child.start();
  await child.join();
  console.log(`${child.name}: exit code`, child.exitCode);
}

if (isMainProcess()) {
  await show('killed');
  await show('hungry');
  const group = smallGroup();
  if (group === undefined) console.log('starved: no memory group can be had here');
  else {
    await show('starved', group);
    await sleep(200);
    rmdirSync(group);
  }
  const loop = 'ulimit -S -t 1; while :; do :; done';
  console.log('limited: signal', constants.signals[spawnSync('sh', ['-c', loop]).signal ?? 'SIGHUP']);
}
