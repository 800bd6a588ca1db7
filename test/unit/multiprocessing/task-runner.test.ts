import { expect, it } from 'vitest';
import type { UpMessage } from '../../../src/main/multiprocessing/protocol';
import { TaskRunner } from '../../../src/main/multiprocessing/worker/task-runner';

it('runs a task that comes while the end of the last one is still being sent', async () => {
  const sent: UpMessage[] = [];
  let onReturned = (): void => undefined;
  const channel = {
    send(...messages: readonly UpMessage[]) {
      sent.push(...messages);
      if (messages[0]?.[0] === 'returned') onReturned();
    },
    sendAmid: (message: UpMessage) => void sent.push(message),
    sendRestSoon: () => undefined,
  };
  const runner = new TaskRunner({ double: (x: number) => 2 * x }, channel);
  onReturned = () => {
    onReturned = () => undefined;
    runner.add(['task', 2, 'double', 'call', [4]]);
  };
  runner.add(['task', 1, 'double', 'call', [3]]);
  await expect.poll(() => sent.filter(([kind]) => kind === 'returned').map((message) => message[3])).toEqual([6, 8]);
  expect(sent.map(([kind]) => kind)).toEqual(['started', 'returned', 'started', 'returned']);
});

it('gives back what waits, and keeps what has begun', async () => {
  const sent: UpMessage[] = [];
  const channel = {
    send(...messages: readonly UpMessage[]) {
      sent.push(...messages);
    },
    sendAmid: (message: UpMessage) => void sent.push(message),
    sendRestSoon: () => undefined,
  };
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const runner = new TaskRunner({ hold: () => held, echo: (x: number) => x }, channel);
  runner.add(['task', 1, 'hold', 'call', []]);
  runner.add(['task', 2, 'echo', 'call', [2]]);
  runner.add(['task', 3, 'echo', 'call', [3]]);
  runner.giveBack(1);
  runner.giveBack(2);
  runner.giveBack(2);
  release();
  await expect
    .poll(() => sent.flatMap(toldBy), { timeout: 30_000 })
    .toEqual(['started 1', 'given-back 2', 'returned 1', 'started 3', 'returned 3']);
});

/** The end of one task and the start of the next are one message, unless the loop's turn came between. */
function toldBy(message: UpMessage): string[] {
  if (message[0] === 'went-on') return [`returned ${message[1]}`, `started ${message[3]}`];
  return [message.slice(0, 2).join(' ')];
}
