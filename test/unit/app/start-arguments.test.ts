import { describe, expect, it } from 'vitest';
import { recordingAmong, startSchema } from '../../../src/main/app/start-arguments';

describe('recordingAmong', () => {
  it.each([
    [['.', '--no-sandbox', 'run.joinscope'], '/home/ada/run.joinscope'],
    [['/data/run.joinscope'], '/data/run.joinscope'],
    [['run.joinscope.part'], '/home/ada/run.joinscope.part'],
    [['RUN.JOINSCOPE.GZ'], '/home/ada/RUN.JOINSCOPE.GZ'],
  ])('finds it in %j', (argv, path) => {
    expect(recordingAmong({ argv, cwd: '/home/ada' })).toBe(path);
  });

  it.each([
    [[]],
    [['.', '--inspect=0']],
    [['--file=run.joinscope']],
    [['python3', 'program.py']],
    [['/work/joinscope']],
  ])('finds none in %j', (argv) => {
    expect(recordingAmong({ argv, cwd: '/home/ada' })).toBeUndefined();
  });
});

describe('startSchema', () => {
  it.each([null, 'run.joinscope', { argv: 'x', cwd: '/' }, { argv: [1], cwd: '/' }, { argv: [], cwd: '' }])(
    'refuses %j from a second start',
    (data) => {
      expect(startSchema.safeParse(data).success).toBe(false);
    },
  );
});
