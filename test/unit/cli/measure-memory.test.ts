import { expect, it } from 'vitest';
import { nextInTurn } from '../../../src/main/cli/measure-memory';
import { RunModel } from '../../../src/shared/model/run-model';
import { eventsOf } from '../diagnose/play-run';

it('asks about the living processes in turn, a few at a time', () => {
  const model = new RunModel();
  model.applyAll(eventsOf('0 start 10 a\n1 start 11<10 b\n2 start 12<10 c\n3 start 13<10 d\n4 exit 12 0'));
  const pidsBehind = (last: number): readonly number[] => nextInTurn(model.processes, last, 2).map(({ pid }) => pid);
  expect(pidsBehind(-1)).toEqual([10, 11]);
  expect(pidsBehind(1)).toEqual([13, 10]);
  expect(pidsBehind(3)).toEqual([10, 11]);
});
