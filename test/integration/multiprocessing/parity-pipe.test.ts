/** Pipes as real CPython has them: see test/parity/golden.py. */
import { expect, it } from 'vitest';
import { Pipe } from '../../../src/main/multiprocessing';
import { errorOf, expectAsPython, python } from './golden';

it(`has the pipes of CPython ${python}`, async () => {
  const [left, right] = Pipe();
  const before = await left.poll();
  await right.send([1, 'two']);
  const there = { poll: await left.poll({ timeout: 1000 }), recv: await left.recv() };
  await left.send('back');
  const duplex = await right.recv();
  await right.send('last');
  await right.close();
  const last = await left.recv();
  const [reader, writer] = Pipe(false);
  expect([reader.writable, writer.readable]).toEqual([false, false]);
  const ours = {
    'poll empty': before,
    ...there,
    duplex,
    'what was sent before the close': last,
    'poll at the end': await left.poll(),
    'recv at the end': await errorOf(() => left.recv()),
    'send on a closed end': await errorOf(() => right.send(1)),
    'send on the reader': await errorOf(() => reader.send(1)),
    'recv on the writer': await errorOf(() => writer.recv()),
  };
  expectAsPython(ours, 'a pipe');
});
