import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../../src/main/entry-file';

/** A module that makes Node claim to be another version, loaded before the command. */
function pretendVersion(version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-version-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'pretend.cjs');
  const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
  writeFileSync(file, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  return file;
}

async function runNode(args: readonly string[]): Promise<{ readonly code: unknown; readonly stderr: string }> {
  const child = spawn(process.execPath, args, { cwd: packageRoot(), stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stderr };
}

describe('a Node that is too old', () => {
  it.each([
    ['scripts/start.mjs', 1],
    ['scripts/test.mjs', 1],
    ['scripts/check.mjs', 1],
    ['scripts/setup.mjs', 1],
    ['bin/joinscope.mjs', 125],
  ])('gets one sentence from %s', async (script, expectedCode) => {
    const { code, stderr } = await runNode(['--require', pretendVersion('18.20.0'), script]);
    expect(stderr).toBe('Joinscope needs Node 20.19.0 or newer; this is Node 18.20.0.\n');
    expect(code).toBe(expectedCode);
  });
});

describe('the benchmarks', () => {
  it('refuse an unknown name with the known ones', async () => {
    const { code, stderr } = await runNode(['scripts/bench.mjs', 'nonsense']);
    expect(stderr).toMatch(/^Expected one of the benchmarks .*start.*, found nonsense\.\n$/);
    expect(code).toBe(1);
  });
});
