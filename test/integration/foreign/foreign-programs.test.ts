/**
 * Programs that nobody here wrote, each watched while strace(1) traces it in the same run: the
 * same processes, each with the same end. The probes are loaded, and say nothing that is wrong.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../../src/main/entry-file';
import { type DrivenCompanion, driveCompanion } from '../../support/companion-driver';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';
import { isStraceThere, readStraceLog, underStrace } from '../../support/strace';

const PATIENCE = 180_000;
const canTrace = process.platform === 'linux' && isStraceThere();
const isThere = (program: string, ...args: readonly string[]) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const tool = (...parts: readonly string[]) => join(packageRoot(), 'node_modules', ...parts);

interface Program {
  readonly name: string;
  /** The command; `folder` is empty, and goes with the test. */
  readonly argv: (folder: string) => readonly string[];
  /** Processes at least, the command itself included. */
  readonly atLeast: number;
  /** Of the command itself: `exited 0` unless given. */
  readonly end?: string;
  /** Of others. */
  readonly ends?: readonly string[];
  readonly isMissing?: boolean;
}

const documented: readonly Program[] = readdirSync(fixture('python/docs'))
  .filter((file) => file.endsWith('.py'))
  .map((file) => ({
    name: `Python's documentation: ${file}`,
    argv: () => [python, fixture(`python/docs/${file}`)],
    atLeast: 2,
  }));

const programs: readonly Program[] = [
  {
    name: 'make -j4',
    argv: () => ['make', '-k', '-j4', '-f', fixture('shell/make_four.mk')],
    atLeast: 25,
    end: 'exited 2',
    ends: ['exited 5'],
    isMissing: !isThere('make', '--version'),
  },
  {
    name: 'xargs -P4',
    argv: () => ['sh', fixture('shell/xargs_four.sh')],
    atLeast: 27,
    end: 'exited 123',
    ends: ['exited 5'],
  },
  {
    name: 'GNU parallel',
    argv: (folder) => [
      'env',
      `PARALLEL_HOME=${folder}`,
      'parallel',
      '-j4',
      'sleep 0.05; exit {}',
      ':::',
      '0',
      '1',
      '2',
      '0',
      '4',
    ],
    atLeast: 11,
    end: 'exited 3',
    ends: ['exited 1', 'exited 2', 'exited 4'],
    isMissing: !isThere('parallel', '--version'),
  },
  {
    name: 'a pipeline of the shell',
    argv: () => ['sh', '-c', '(seq 1000; exit 3) | sort -r | grep 7 | (head -n 3; kill -TERM $$)'],
    atLeast: 6,
    end: 'killed SIGTERM',
    ends: ['exited 3'],
  },
  {
    name: 'a Vite build',
    argv: (folder) => [process.execPath, tool('vite', 'bin', 'vite.js'), 'build', site(folder)],
    atLeast: 1,
  },
  ...['forks', 'threads'].map((pool) => ({
    name: `a vitest run, ${pool}`,
    argv: (folder: string) => {
      const command = [process.execPath, tool('vitest', 'vitest.mjs'), 'run', '--globals', `--pool=${pool}`];
      return [...command, '--root', suite(folder)];
    },
    atLeast: pool === 'forks' ? 3 : 1,
    end: 'exited 1',
  })),
  {
    name: 'joblib with loky',
    argv: () => ['/usr/bin/python3', fixture('python/joblib_loky.py')],
    atLeast: 3,
    isMissing: !isThere('/usr/bin/python3', '-c', 'import joblib'),
  },
  ...documented,
];

/** A page with a script of two modules. */
function site(folder: string): string {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="./main.ts"></script>');
  writeFileSync(join(folder, 'main.ts'), 'import { two } from "./two";\nconsole.log(two as number);\n');
  writeFileSync(join(folder, 'two.ts'), 'export const two: number = 1 + 1;\n');
  return folder;
}

/** Two files of tests, of which one fails. */
function suite(folder: string): string {
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'good.test.ts'), 'it("adds", () => expect(1 + 1).toBe(2));\n');
  writeFileSync(join(folder, 'bad.test.ts'), 'it("does not", () => expect(1 + 1).toBe(3));\n');
  return folder;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-foreign-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How each process ended as Joinscope tells it, less strace itself and what strace tries out at its start. */
function endsOf(run: DrivenCompanion, root: number): ReadonlyMap<number, string> {
  const [strace] = run.eventsOf('process-started');
  const others = new Set(
    run.eventsOf('process-started').flatMap(({ pid, ppid }) => (ppid === strace?.pid && pid !== root ? [pid] : [])),
  );
  const ends = new Map<number, string>();
  for (const { pid } of run.eventsOf('process-started')) ends.set(pid, 'lives');
  for (const { pid, code, signal } of run.eventsOf('process-exited')) {
    ends.set(pid, signal === null ? `exited ${code}` : `killed ${signal}`);
  }
  for (const pid of [strace?.pid ?? 0, ...others]) ends.delete(pid);
  return ends;
}

const sorted = (ends: ReadonlyMap<number, string>) => [...ends].sort(([a], [b]) => a - b);

describe.runIf(canTrace)('a program that nobody here wrote', () => {
  for (const { name, argv, atLeast, end = 'exited 0', ends = [], isMissing = false } of programs) {
    it.skipIf(isMissing)(
      `shows each process that strace counts, with its end: ${name}`,
      { timeout: PATIENCE },
      async () => {
        const log = join(emptyFolder(), 'strace.log');
        const run = driveCompanion(underStrace(log, argv(emptyFolder())), { probes: true });
        await run.ended;
        const counted = readStraceLog(readFileSync(log, 'utf8'));
        const [root = 0] = counted.keys();
        expect(run.eventsOf('run-started')).toMatchObject([{ lifecycle: 'kernel' }]);
        expect(sorted(endsOf(run, root))).toEqual(sorted(counted));
        expect(counted.size).toBeGreaterThanOrEqual(atLeast);
        expect(counted.get(root)).toBe(end);
        expect([...counted.values()]).toEqual(expect.arrayContaining([...ends]));
        expect(run.eventsOf('lost')).toEqual([]);
        expect(run.eventsOf('notice').filter(({ level }) => level !== 'info')).toEqual([]);
      },
    );
  }
});

it.runIf(!canTrace)('is not shown here: strace is missing, or may not trace', ({ skip }) => {
  skip();
});
