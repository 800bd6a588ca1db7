import { describe, expect, it } from 'vitest';
import { readDraft } from '../../../../src/renderer/home/read-draft';
import { type CommandDraft, emptyDraft } from '../../../../src/renderer/store/view-store';

const surroundings = {
  facts: { platform: 'linux', homeFolder: '/home/ada', cwd: '/start' },
  settings: { defaultCwd: null, lastCwd: '/last' },
};
const read = (draft: Partial<CommandDraft>, given = surroundings) => readDraft({ ...emptyDraft, ...draft }, given);
const problemOf = (draft: Partial<CommandDraft>) => {
  const reading = read(draft);
  return reading.ok ? undefined : reading.problem;
};

describe('readDraft', () => {
  it('makes argv of the line and runs where the last command ran', () => {
    expect(read({ line: 'python3 "a b.py" 4' })).toEqual({
      ok: true,
      command: { argv: ['python3', 'a b.py', '4'], cwd: '/last', env: {}, shell: false },
    });
  });

  it('gives the whole line to a shell when asked', () => {
    const reading = read({ line: ' make | tee "log ', shell: true });
    expect(reading).toMatchObject({ ok: true, command: { argv: ['make | tee "log'], shell: true } });
  });

  it('takes folder, variables and time limit', () => {
    const reading = read({
      line: 'make',
      cwd: ' ~/code ',
      environment: [
        { key: 0, name: 'OMP_NUM_THREADS', value: '1' },
        { key: 1, name: '', value: '' },
        { key: 2, name: 'EMPTY', value: '' },
      ],
      timeout: '1.5',
    });
    expect(reading).toMatchObject({
      command: { cwd: '/home/ada/code', env: { OMP_NUM_THREADS: '1', EMPTY: '' }, timeoutMs: 1500 },
    });
  });

  it('runs where Joinscope was started when nothing ran before', () => {
    const reading = readDraft(
      { ...emptyDraft, line: 'make' },
      { ...surroundings, settings: { defaultCwd: null, lastCwd: undefined } },
    );
    expect(reading).toMatchObject({ command: { cwd: '/start' } });
  });

  it.each([
    [{ line: '  ' }, { id: 'empty', field: 'line' }],
    [{ line: 'a "b' }, { id: 'open-quote', field: 'line', quote: '"', position: 3 }],
    [
      { line: 'a', cwd: 'code' },
      { id: 'relative-folder', field: 'cwd', found: 'code' },
    ],
    [
      { line: 'a', environment: [{ key: 0, name: 'A=B', value: '' }] },
      { id: 'variable-name', found: 'A=B' },
    ],
    [
      { line: 'a', environment: [{ key: 0, name: '', value: 'x' }] },
      { id: 'variable-name', found: '' },
    ],
    [
      { line: 'a', timeout: '0' },
      { id: 'time-limit', found: '0' },
    ],
    [
      { line: 'a', timeout: 'soon' },
      { id: 'time-limit', found: 'soon' },
    ],
  ] as const)('says what is in the way of %j', (draft, problem) => {
    expect(problemOf(draft)).toMatchObject(problem);
  });
});
