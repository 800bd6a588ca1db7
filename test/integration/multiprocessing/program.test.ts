import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'vite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { monotonicNow } from '../../../src/main/multiprocessing/monotonic-clock';
import type { RunEvent } from '../../../src/shared/events';
import { parseReport } from '../../../src/shared/report';
import { isAlive } from './open-pool';

const here = import.meta.dirname;
/** Inside the repository: the program finds the built worker from its package's root. */
let programFolder: string;

beforeAll(async () => {
  programFolder = mkdtempSync(join(here, 'fixtures', 'built-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(here, 'fixtures', 'program.ts'),
      outDir: programFolder,
      target: 'node20.18',
      copyPublicDir: false,
    },
  });
  return () => rmSync(programFolder, { recursive: true, force: true });
});

function startProgram(name: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [join(programFolder, 'program.js'), name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, FIXTURES: join(here, 'fixtures'), ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function pidsOf(child: ChildProcess): Promise<readonly number[]> {
  if (child.stdout === null) throw new TypeError('No output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return JSON.parse(line.toString('utf8')) as number[];
}

describe('a program with workers', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'takes them along when it dies by %s, even from an endless loop',
    async (signal) => {
      const program = startProgram('busy');
      const pids = await pidsOf(program);
      expect(pids).toHaveLength(3);
      expect(pids.every(isAlive)).toBe(true);
      const killedAt = performance.now();
      program.kill(signal);
      await expect.poll(() => pids.filter(isAlive), { interval: 5, timeout: 2000 }).toEqual([]);
      expect(performance.now() - killedAt).toBeLessThan(2000);
    },
  );

  it('ends although it left a pool open', async () => {
    const program = startProgram('idle');
    const [pids, exit] = await Promise.all([pidsOf(program), once(program, 'exit')]);
    expect(exit).toEqual([0, null]);
    await expect.poll(() => pids.filter(isAlive), { interval: 5, timeout: 2000 }).toEqual([]);
  });
});

it('shows what its workers print, also when it leaves at once', async () => {
  const program = spawn(process.execPath, [join(programFolder, 'program.js'), 'hasty'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, FIXTURES: join(here, 'fixtures') },
  });
  onTestFinished(() => void program.kill('SIGKILL'));
  await expect(Promise.all([text(program.stdout), text(program.stderr)])).resolves.toEqual([
    'out before the end\n',
    'err before the end\n',
  ]);
});

describe('a watched program', () => {
  it('reports everything to its socket before it ends, and every line is a report', async () => {
    const { path, lines } = await listen();
    const program = startProgram('report', { JOINSCOPE_SOCKET: path });
    const [code] = (await once(program, 'exit')) as [number];
    expect(code).toBe(0);
    const events = (await lines).map((line) => parseReport(line, monotonicNow() - 60_000));
    expect(events).not.toContain(undefined);
    const known = events as RunEvent[];
    const countOf = (type: RunEvent['type']): number => known.filter((event) => event.type === type).length;
    expect(countOf('task-submitted')).toBe(5);
    expect(countOf('task-started')).toBe(5);
    expect(countOf('task-finished')).toBe(3);
    expect([countOf('task-failed'), countOf('task-lost')]).toEqual([1, 1]);
    const pidsOf = (wanted: RunEvent['type']) =>
      new Set(known.flatMap((event) => (event.type === wanted && 'pid' in event ? [event.pid] : [])));
    // Two workers; the one that was lost need not have been replaced before the pool was closed.
    expect(countOf('process-joined')).toBeGreaterThanOrEqual(2);
    expect(pidsOf('process-joined')).toEqual(pidsOf('process-renamed'));
    expect(known.find(({ type }) => type === 'pool-closed')).toMatchObject({ pool: 'reported', how: 'close' });
    expect(known.findLast(({ type }) => type === 'queue-depth')).toMatchObject({ depth: 0, puts: 1, gets: 1 });
  });

  it('is not held up by a watcher that does not read, nor by one that is not there', async () => {
    const { path } = await listen({ isDeaf: true });
    for (const socket of [path, join(tmpdir(), 'nobody-listens.sock')]) {
      const program = startProgram('report', { JOINSCOPE_SOCKET: socket });
      const [code] = (await once(program, 'exit')) as [number];
      expect(code).toBe(0);
    }
  });
});

/** A watcher's socket; `lines` resolves when the program closed its end. */
async function listen({ isDeaf = false } = {}): Promise<{ path: string; lines: Promise<readonly string[]> }> {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  const path = join(folder, 'run.sock');
  const server = createServer();
  const lines = new Promise<readonly string[]>((resolve, reject) => {
    server.on('connection', (socket) => {
      onTestFinished(() => void socket.destroy());
      if (isDeaf) return void socket.pause();
      text(socket).then((all) => resolve(all.split('\n').filter((line) => line !== '')), reject);
    });
  });
  server.listen(path);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { path, lines };
}
