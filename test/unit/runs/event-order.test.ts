import { describe, expect, it } from 'vitest';
import { EventOrder } from '../../../src/main/runs/event-order';
import type { RunEvent } from '../../../src/shared/events';

const started = (pid: number, t: number): RunEvent => ({
  type: 'process-started',
  t,
  pid,
  ppid: 1,
  name: 'python3',
  seenBy: 'polling',
});
const line = (pid: number, t: number, text = 'x'): RunEvent => ({ type: 'log', t, pid, stream: 'stdout', text });

describe('EventOrder', () => {
  it('puts what arrived late in its place while that place is still held', () => {
    const order = new EventOrder();
    order.add([started(7, 1), line(7, 30)]);
    order.add([line(7, 20)]);
    expect(order.take(Infinity).map(({ t }) => t)).toEqual([1, 20, 30]);
  });

  it('holds back what is younger than the horizon, and nothing else', () => {
    const order = new EventOrder();
    order.add([started(7, 1), line(7, 20), line(7, 30)]);
    expect(order.take(20).map(({ t }) => t)).toEqual([1, 20]);
    expect(order.oldest).toBe(30);
    expect(order.take(29)).toEqual([]);
    expect(order.take(30).map(({ t }) => t)).toEqual([30]);
    expect(order.oldest).toBeUndefined();
  });

  it('passes on what is older than what was passed on already', () => {
    const order = new EventOrder();
    order.add([started(7, 1), line(7, 50)]);
    order.take(60);
    order.add([line(7, 40)]);
    expect(order.take(60)).toEqual([line(7, 40)]);
  });

  it('keeps the order of arrival for equal times', () => {
    const order = new EventOrder();
    order.add([started(7, 1), line(7, 5, 'first')]);
    order.add([line(7, 5, 'second'), line(7, 5, 'third')]);
    const texts = order.take(Infinity).flatMap((event) => (event.type === 'log' ? [event.text] : []));
    expect(texts).toEqual(['first', 'second', 'third']);
  });

  it('moves a start that a poll saw late before the first word of its process', () => {
    const order = new EventOrder();
    order.add([line(9, 10), line(9, 15), started(9, 40), line(8, 5)]);
    const got = order.take(Infinity);
    expect(got.map((event) => [event.type, event.t])).toEqual([
      ['log', 5],
      ['process-started', 10],
      ['log', 10],
      ['log', 15],
    ]);
  });

  it('leaves a start alone that is told twice, and one of a pid that is used again', () => {
    const order = new EventOrder();
    order.add([started(9, 10), line(9, 12), started(9, 20)]);
    expect(order.take(Infinity).map(({ t }) => t)).toEqual([10, 12, 20]);
    order.add([line(9, 30), started(9, 40)]);
    expect(order.take(Infinity).map(({ t }) => t)).toEqual([30, 40]);
  });
});
