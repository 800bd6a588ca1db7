import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../../src/shared/model/run-model';
import { lockRingsOf } from '../../../../src/shared/picture/lock-rings';

/** `11 A <12`: process 11 waits for lock A, which 12 holds. */
function modelOf(...lines: readonly string[]): RunModel {
  const model = new RunModel();
  lines.forEach((line, t) => {
    const [pid, object = '', holder = ''] = line.split(' ');
    model.apply({
      type: 'wait-started',
      t,
      pid: Number(pid),
      wait: 'lock',
      object,
      holderPid: Number(holder.slice(1)),
    });
  });
  return model;
}

const ringsOf = (...lines: readonly string[]) =>
  lockRingsOf(modelOf(...lines)).map((ring) =>
    ring.map(({ waiterPid, lock, holderPid }) => `${waiterPid}-${lock.object}-${holderPid}`),
  );

describe('locks that are wanted round about', () => {
  it('are a ring of those alone that wait in it', () => {
    expect(ringsOf('11 A <12', '12 B <11', '13 A <12')).toEqual([['11-A-12', '12-B-11']]);
  });

  it('are none where somebody can go on', () => {
    expect(ringsOf('11 A <12', '13 A <12')).toEqual([]);
  });

  it('are a ring of one where a process wants what it holds', () => {
    expect(ringsOf('11 A <11')).toEqual([['11-A-11']]);
  });

  it('are found side by side', () => {
    expect(ringsOf('11 A <12', '12 B <13', '13 C <11', '21 D <22', '22 E <21')).toEqual([
      ['11-A-12', '12-B-13', '13-C-11'],
      ['21-D-22', '22-E-21'],
    ]);
  });

  it('are no ring of an event, which nobody holds', () => {
    const model = modelOf('11 A <12', '12 B <11');
    model.apply({ type: 'lock-holder', t: 9, wait: 'lock', object: 'A', holderPid: null });
    expect(lockRingsOf(model)).toEqual([]);
  });
});
