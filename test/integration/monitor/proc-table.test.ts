import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ProcTable } from '../../../src/main/monitor/linux/proc-table';
import { bundle } from '../../support/bundle';
import { fixture } from '../../support/fixture';
import { clock } from './lives';

function openTable(options: { readonly maxKept?: number } = {}): ProcTable {
  const table = new ProcTable(clock, options);
  onTestFinished(() => table.close());
  return table;
}

/** Starts a command that the test's end ends. */
function start(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: child.pid ?? 0, exited: once(child, 'exit') };
}

/** @throws {Error} when there is no such process, or one of the figures is not told. */
function readOne(table: ProcTable, pid: number) {
  const [reading] = table.read([pid]);
  if (reading?.cpuMs === undefined || reading.coreWaitMs === undefined) throw new Error(`No figures of ${pid}`);
  return { ...reading, cpuMs: reading.cpuMs, coreWaitMs: reading.coreWaitMs };
}

/** Files of /proc/PID/ that this process holds open. */
function keptFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`);
      return /^\/proc\/\d+\/(stat|schedstat|status|io)$/.test(target) ? [target] : [];
    } catch {
      return []; // The listing's own.
    }
  });
}

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

describe.runIf(isLinux)('the table of Linux', () => {
  it('lists this process, with its parent, and the first process', async () => {
    const entries = await openTable().list();
    expect(entries.find(({ pid }) => pid === process.pid)).toMatchObject({ ppid: process.ppid });
    expect(entries.find(({ pid }) => pid === 1)).toMatchObject({ ppid: 0 });
  });

  it('tells the arguments as they were given', () => {
    const { pid } = start('/bin/sh', ['-c', 'sleep 60; :', 'a b', '', '進程', "c'd"]);
    return vi.waitFor(() => {
      expect(openTable().argvOf(pid)).toEqual(['/bin/sh', '-c', 'sleep 60; :', 'a b', '', '進程', "c'd"]);
    });
  });

  it('reads what a busy process uses', async () => {
    const table = openTable();
    const { pid } = start('/bin/sh', ['-c', 'while :; do :; done']);
    const first = readOne(table, pid);
    await vi.waitFor(() => expect(table.read([pid])[0]?.cpuMs).toBeGreaterThan(100), 10_000);
    const later = readOne(table, pid);
    expect(later).toMatchObject({ startTicks: first.startTicks, threads: 1, state: 'R' });
    expect(later.rss).toBeGreaterThan(100_000);
    expect(later.rss).toBeLessThan(50_000_000);
    // One thread cannot use more than the time that passed, but for the kernel's ticks of 10 ms.
    expect(later.cpuMs - first.cpuMs).toBeLessThanOrEqual(later.at - first.at + 20);
    expect(later.coreWaitMs).toBeGreaterThanOrEqual(first.coreWaitMs);
  });

  it('agrees with getrusage(2) on CPU time and resident memory', () => {
    const [reading] = openTable().read([process.pid]);
    const { user, system } = process.cpuUsage();
    expect(Math.abs((reading?.cpuMs ?? 0) - (user + system) / 1000)).toBeLessThan(30);
    const { rss } = process.memoryUsage();
    expect(Math.abs((reading?.rss ?? 0) - rss)).toBeLessThan(rss / 10);
  });

  it('counts the switches of all threads and the highest memory, within what getrusage(2) tells', () => {
    const table = openTable();
    table.read([process.pid]);
    const [reading] = table.read([process.pid]);
    const after = process.resourceUsage();
    // getrusage also counts threads that have ended, so it is the upper bound.
    expect(reading?.voluntary).toBeGreaterThan(0);
    expect(reading?.voluntary).toBeLessThanOrEqual(after.voluntaryContextSwitches + 50);
    // getrusage's peak also counts the image before the exec, so it is an upper bound as well.
    expect(reading?.peakRss).toBeLessThanOrEqual(after.maxRSS * 1024 + 1e6);
    expect(reading?.peakRss).toBeGreaterThanOrEqual((reading?.rss ?? Infinity) - 1e6);
  });

  it('counts what a child writes, and how often it gives up its core', async () => {
    const table = openTable();
    const { pid } = start('/bin/sh', [
      '-c',
      'i=0; while [ $i -lt 20 ]; do printf 0123456789; sleep 0.01; i=$((i+1)); done; sleep 60',
    ]);
    await vi.waitFor(() => expect(readOne(table, pid).writtenBytes).toBeGreaterThanOrEqual(200), 20_000);
    // Besides, the runtime told us over a pipe, before the exec, that the start went well.
    expect(readOne(table, pid).writtenBytes).toBeLessThan(220);
    expect(readOne(table, pid).voluntary).toBeGreaterThanOrEqual(20);
  });

  it('tells of a sleeper what it told before, without stale time or a wrong start', async () => {
    const table = openTable();
    const { pid } = start('sleep', ['60']);
    await vi.waitFor(() => expect(readOne(table, pid).state).toBe('S'));
    const readings = Array.from({ length: 9 }, () => readOne(table, pid));
    expect(new Set(readings.map(({ startTicks, state, rss }) => `${startTicks} ${state} ${rss}`)).size).toBe(1);
    expect(readings.at(-1)?.at).toBeGreaterThan(readings[0]?.at ?? Infinity);
  });

  it('hands out the same reading while all threads of a process rest, and a new one when any has run', async () => {
    const table = openTable();
    const program = `setInterval(() => {}, 1e6); process.on('message', () => { for (let i = 0; i < 1e6; i++); process.send('ran'); })`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const pid = child.pid ?? 0;
    const ran = once(child, 'message');
    child.send('run');
    await ran;
    let before = table.read([pid])[0];
    await vi.waitFor(() => {
      const again = table.read([pid])[0];
      const isSame = again === before;
      before = again;
      expect(isSame).toBe(true);
    }, 30_000);
    const { cpuMs = NaN } = before ?? {};
    const ranAgain = once(child, 'message');
    child.send('run');
    await ranAgain;
    const [later] = table.read([pid]);
    expect(later).not.toBe(before);
    expect(later?.cpuMs).toBeGreaterThan(cpuMs);
    expect(before?.cpuMs).toBe(cpuMs);
  });

  it.runIf(isRoot)('says that another user’s bytes may not be read, and tells the rest', async () => {
    const { pid } = start('sleep', ['60']);
    const program = readFileSync(await bundle(fixture('node/read-usage.ts')), 'utf8');
    // As the user `nobody`, who may read neither our folders, so the program comes by stdin, nor others' bytes.
    const printed = execFileSync(process.execPath, ['--input-type=module', '-', String(pid)], {
      uid: 65_534,
      gid: 65_534,
      cwd: '/',
      encoding: 'utf8',
      input: program,
    });
    const row = JSON.parse(printed) as Record<string, unknown>;
    expect(row).toMatchObject({ pid, denied: ['io'], threads: 1 });
    expect(row).not.toHaveProperty('readBytes');
    expect(row['voluntary']).toBeGreaterThan(0);
  });

  it('leaves out a dead process and releases its files', async () => {
    const table = openTable();
    const { child, pid, exited } = start('sleep', ['60']);
    expect(table.read([process.pid, pid])).toHaveLength(2);
    expect(keptFiles()).toHaveLength(8);
    child.kill('SIGKILL');
    await exited;
    expect(table.read([process.pid, pid]).map((reading) => reading.pid)).toEqual([process.pid]);
    expect(keptFiles()).toHaveLength(4);
    expect(table.find(pid)).toBeUndefined();
    expect(table.argvOf(pid)).toBeUndefined();
  });

  it('releases the files of processes that are no longer asked for, and all when it is closed', () => {
    const table = openTable();
    const pids = [start('sleep', ['60']).pid, start('sleep', ['60']).pid];
    table.read(pids);
    expect(keptFiles()).toHaveLength(8);
    table.read(pids.slice(1));
    expect(keptFiles()).toHaveLength(4);
    table.close();
    expect(keptFiles()).toEqual([]);
  });

  it('keeps the files of the others over the last reading of one', () => {
    const table = openTable();
    const pids = [start('sleep', ['60']).pid, start('sleep', ['60']).pid];
    table.read(pids);
    expect(table.readLast(pids[0] ?? 0)).toMatchObject({ pid: pids[0] });
    expect(keptFiles()).toHaveLength(4);
  });

  it('keeps the files of no more than it may, and tells the same of all', async () => {
    const table = openTable({ maxKept: 1 });
    const sleepers = [start('sleep', ['60']).pid, start('sleep', ['60']).pid];
    await vi.waitFor(() => {
      const before = [...table.read(sleepers)];
      expect(before.map(({ state }) => state)).toEqual(['S', 'S']);
      // Both rest: of neither anything is read anew.
      const after = table.read(sleepers);
      expect(after.map((reading, index) => reading === before[index])).toEqual([true, true]);
    }, 30_000);
    const busy = start('/bin/sh', ['-c', 'while :; do :; done']).pid;
    await vi.waitFor(() => expect(table.read([...sleepers, busy])[2]?.cpuMs).toBeGreaterThan(50), 30_000);
    expect(table.read([...sleepers, busy])[2]).toMatchObject({ pid: busy, threads: 1, state: 'R' });
    expect(keptFiles()).toHaveLength(4);
    expect(table.readLast(busy)).toMatchObject({ pid: busy });
    expect(keptFiles()).toHaveLength(4);
    // The place of one that is no longer asked for is the next one's.
    table.read(sleepers.slice(1));
    expect(keptFiles()).toEqual([]);
    table.read([...sleepers].reverse());
    expect(keptFiles()).toHaveLength(4);
  });

  it('tells a zombie’s CPU time, and no memory', async () => {
    const table = openTable();
    // The shell becomes a sleep that never waits for the child that it has.
    const { child, pid } = start('/bin/sh', [
      '-c',
      '(i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done) & exec sleep 60',
    ]);
    const zombie = await vi.waitFor(
      async () => {
        const entry = (await table.list()).find(({ ppid }) => ppid === pid);
        const [reading] = entry === undefined ? [] : table.read([entry.pid]);
        expect(reading?.state).toBe('Z');
        return reading;
      },
      { timeout: 20_000 },
    );
    expect(zombie?.cpuMs).toBeGreaterThan(20);
    expect(zombie).not.toHaveProperty('rss');
    child.kill('SIGKILL');
  });

  describe.runIf(isRoot && canChoosePids())('never tells of one process what another used that has its pid', () => {
    async function giveAway(table: ProcTable) {
      const old = start('/bin/sh', ['-c', 'while :; do :; done']);
      await vi.waitFor(() => expect(table.read([old.pid])[0]?.cpuMs).toBeGreaterThan(100), 10_000);
      const [before] = table.read([old.pid]);
      old.child.kill('SIGKILL');
      await old.exited;
      return { pid: startWithPid(old.pid).pid, before };
    }

    it('from files that are kept open', async () => {
      const table = openTable();
      const { pid, before } = await giveAway(table);
      // The kept file is still the old process's, so nothing is told this once.
      expect(table.read([pid])).toEqual([]);
      const [after] = table.read([pid]);
      expect(after?.startTicks).toBeGreaterThan(before?.startTicks ?? Infinity);
      expect(after?.cpuMs).toBeLessThan(100);
    });

    it('from files that are opened anew', async () => {
      const table = openTable({ maxKept: 0 });
      const { pid, before } = await giveAway(table);
      const [after] = table.read([pid]);
      expect(after?.startTicks).toBeGreaterThan(before?.startTicks ?? Infinity);
      expect(after?.cpuMs).toBeLessThan(100);
    });
  });
});

const LAST_PID = '/proc/sys/kernel/ns_last_pid';

function canChoosePids(): boolean {
  try {
    closeSync(openSync(LAST_PID, 'w'));
    return true;
  } catch {
    return false;
  }
}

/** Tries until the kernel gives the pid: others of the machine take pids too. */
function startWithPid(pid: number) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    writeFileSync(LAST_PID, String(pid - 1));
    const started = start('sleep', ['60']);
    if (started.pid === pid) return started;
    started.child.kill('SIGKILL');
  }
  throw new Error(`pid ${pid} could not be had`);
}
