import { describe, expect, it } from 'vitest';
import { findError } from '../../../../src/renderer/lessons/find-error';
import { RunModel } from '../../../../src/shared/model/run-model';

function modelOf(lines: readonly string[]): RunModel {
  const model = new RunModel();
  model.applyAll(lines.map((text, t) => ({ type: 'log', t, pid: 1, stream: 'stderr', text })));
  return model;
}

describe('findError', () => {
  it("finds the innermost line of Python's traceback", () => {
    const model = modelOf([
      'Traceback (most recent call last):',
      '  File "/tmp/joinscope-lesson-a/program.py", line 9, in top',
      '  File "/tmp/joinscope-lesson-a/program.py", line 4, in divide',
      'ValueError: 7 is not even',
    ]);
    expect(findError(model)).toEqual({ line: 4, message: 'ValueError: 7 is not even' });
  });

  it("finds the innermost line of Node's stack", () => {
    const model = modelOf([
      'RangeError: 7 is not even',
      '    at divide (file:///tmp/joinscope-lesson-a/program.mjs:4:31)',
      '    at file:///tmp/joinscope-lesson-a/program.mjs:19:3',
    ]);
    expect(findError(model)).toEqual({ line: 4, message: 'RangeError: 7 is not even' });
  });

  it('finds nothing where nothing went wrong', () => {
    expect(findError(modelOf(['a warning']))).toBeUndefined();
  });
});
