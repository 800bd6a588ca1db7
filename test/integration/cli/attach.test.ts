import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { summarySchema } from '../../../src/shared/summary';
import { isAlive } from '../../support/companion-driver';
import { runCli, startCli, temporaryFolder } from '../../support/command-line';

function startProgram(script: string) {
  const child = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, pid: child.pid ?? 0, exited: once(child, 'exit') };
}

describe.runIf(process.platform === 'linux')('joinscope attach', () => {
  it('writes how a program ended that it did not start', async () => {
    const program = startProgram('sleep 1.5; sh -c "exit 7"; exit 3');
    const file = join(temporaryFolder(), 'summary.json');
    const { code, stderr } = await runCli(['attach', String(program.pid), '--summary', file, '--no-record']);
    expect(code).toBe(0);
    const summary = summarySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(summary).toMatchObject({ exitCode: 3, signal: null, reason: 'exited' });
    expect(summary.processes[0]).toMatchObject({ pid: program.pid, exitCode: 3, seenBy: 'attach' });
    expect(summary.processes.at(-1)).toMatchObject({ exitCode: 7, seenBy: 'kernel', ageMs: null });
    // Its sleep alone is longer than the watch was.
    const [root] = summary.processes;
    expect(summary.durationMs).toBeLessThan(1500);
    expect((root?.ageMs ?? 0) + (root?.exitedMs ?? 0)).toBeGreaterThanOrEqual(1480);
    expect(stderr).toContain('exit 3');
  });

  it('ends the watch by Ctrl-C, twice too, and leaves the program alone', async () => {
    const program = startProgram('read go');
    const { child, result } = startCli(['attach', String(program.pid), '--no-record']);
    await vi.waitFor(
      () => expect(readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8')).not.toBe(''),
      20_000,
    );
    child.kill('SIGINT');
    child.kill('SIGINT');
    await result;
    expect(isAlive(program.pid)).toBe(true);
  });

  it('refuses in one line what is not there, is no pid, or contains itself', async () => {
    const program = startProgram('exit 0');
    await program.exited;
    const line = async (pid: string) => {
      const { code, stderr } = await runCli(['attach', pid, '--quiet', '--no-record']);
      expect(code).toBe(125);
      return stderr;
    };
    expect(await line(String(program.pid))).toMatch(/^joinscope: expected a process that runs, found none.*\n$/);
    expect(await line('x')).toMatch(/^joinscope: .*PID.*\n$/);
    expect(await line(String(process.pid))).toMatch(/^joinscope: expected another program.*\n$/);
  });
});
