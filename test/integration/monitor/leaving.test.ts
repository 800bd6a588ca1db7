import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../support/bundle';
import { fixture } from '../../support/fixture';

const LIMIT = 10_000;

/** A program, with its options, that runs another. */
type Wrapper = readonly [string, ...string[]];

/** Runs the watching program in a process of its own, ended when it does not end by itself. */
function watchAndLeave(program: string, way: string, wrapper: Wrapper = ['env']): SpawnSyncReturns<string> {
  const [command, ...options] = wrapper;
  const args = [...options, process.execPath, program, way];
  const env = { ...process.env };
  delete env['NODE_EXTRA_CA_CERTS'];
  return spawnSync(command, args, { encoding: 'utf8', timeout: LIMIT, killSignal: 'SIGKILL', env });
}

const sourceOf = ({ stdout }: SpawnSyncReturns<string>): unknown => JSON.parse(stdout);
const isRoot = process.getuid?.() === 0;

describe.runIf(process.platform === 'linux')('a process that watches', () => {
  it.each([
    ['stop', 0],
    ['exit', 5],
    ['throw', 1],
  ])('ends by itself after %s', async (way, status) => {
    const result = watchAndLeave(await bundle(fixture('node/watch-and-leave.ts')), way);
    expect(sourceOf(result)).toEqual({ kind: 'kernel' });
    expect(result).toMatchObject({ status, signal: null });
  });

  it.runIf(isRoot)('polls where the kernel does not answer: in a container’s pid namespace', async () => {
    const program = await bundle(fixture('node/watch-and-leave.ts'));
    const result = watchAndLeave(program, 'stop', ['unshare', '--pid', '--fork', '--mount-proc']);
    expect(sourceOf(result)).toMatchObject({
      kind: 'polling',
      reason: 'scan-silent',
    });
    expect(result.status).toBe(0);
  });

  it.runIf(isRoot)('polls where the kernel refuses: in a network namespace of its own', async () => {
    const program = await bundle(fixture('node/watch-and-leave.ts'));
    const result = watchAndLeave(program, 'stop', ['unshare', '--net']);
    expect(sourceOf(result)).toMatchObject({
      kind: 'polling',
      reason: expect.stringMatching(/^scan-refused (socket|send): E[A-Z]+$/) as string,
    });
    expect(result.status).toBe(0);
  });
});
