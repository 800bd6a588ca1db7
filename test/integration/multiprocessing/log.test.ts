/** The library's log on stderr, of a program of its own. */
import { afterAll, expect, it } from 'vitest';
import { linkedProject } from '../../support/user-project';

const project = linkedProject();
afterAll(() => project.remove());

const script = (begin: string): string => `
import { getLogger, isMainProcess, logToStderr, Pool } from 'joinscope';

export const double = (n) => {
  getLogger().warning('doubling ' + n);
  return 2 * n;
};
export const leave = () => process.exit(3);

if (isMainProcess()) {
  ${begin}
  getLogger().info('here we go');
  const pool = new Pool({ module: import.meta.url, processes: 1, name: 'logged' });
  console.log(await pool.apply('double', [21]));
  await pool.apply('leave', []).catch(() => undefined);
  pool.close();
  await pool.join();
}
`;

it('tells what pools and their workers do, as CPython formats it', async () => {
  project.write({ 'program.js': script('logToStderr();') });
  const { code, stdout, stderr } = await project.node('program.js');
  expect([code, stdout]).toEqual([0, '42\n']);
  const lines = stderr.trimEnd().split('\n');
  expect(lines[0]).toBe('[INFO/MainProcess] here we go');
  expect(lines).toContain('[WARNING/worker-1] doubling 21');
  expect(lines.filter((line) => line.startsWith('[INFO/MainProcess] pool-opened pool=logged '))).toHaveLength(1);
  expect(lines.filter((line) => /^\[WARNING\/MainProcess\] task-lost .* code=3/.test(line))).toHaveLength(1);
  expect(lines.filter((line) => !/^\[(INFO|WARNING)\/(MainProcess|worker-\d)\] \S/.test(line))).toEqual([]);
});

it('tells of each task where that is asked for', async () => {
  project.write({ 'program.js': script(`logToStderr('debug');`) });
  const { stderr } = await project.node('program.js');
  for (const type of ['task-submitted', 'task-started', 'task-finished', 'join-started', 'join-returned']) {
    expect(stderr).toContain(`[DEBUG/MainProcess] ${type} `);
  }
});

it('writes nothing unless told to', async () => {
  project.write({ 'program.js': script('') });
  expect(await project.node('program.js')).toMatchObject({ code: 0, stdout: '42\n', stderr: '' });
});

it('knows its levels', async () => {
  project.write({ 'program.js': script(`logToStderr('loud');`) });
  const { code, stderr } = await project.node('program.js');
  expect(code).toBe(1);
  expect(stderr).toContain("Expected the level of logToStderr to be 'debug' or 'info' or 'warning' or 'error'");
});
