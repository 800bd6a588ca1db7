import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Link, LinkEnd, LinkOptions } from '../../../src/main/multiprocessing/link/link';
import { ProcessLink } from '../../../src/main/multiprocessing/link/process-link';
import { type DownMessage, FRAME_SLACK, type UpMessage } from '../../../src/main/multiprocessing/protocol';
import { expectNothingLeft, holdings } from './faults/leak-check';
import { isAlive, tasksModule } from './open-pool';

const MEBIBYTE = 1024 * 1024;

const module = pathToFileURL(tasksModule).href;
const identity = { name: 'tested', daemon: true, parent: { pid: process.pid, name: 'test' }, mainModule: undefined };

interface Opened {
  readonly link: Link;
  readonly refused: DownMessage[];
  readonly ended: Promise<LinkEnd>;
  /** Resolves with the next message of the kind. */
  readonly heard: (kind: UpMessage[0]) => Promise<UpMessage>;
}

function open(charge: Partial<LinkOptions['charge']> = {}, options: Partial<LinkOptions> = {}): Opened {
  const messages: UpMessage[] = [];
  const refused: DownMessage[] = [];
  let end: (end: LinkEnd) => void = () => undefined;
  const ended = new Promise<LinkEnd>((resolve) => (end = resolve));
  const listeners = new Set<() => void>();
  const link = new ProcessLink(
    { charge: { kind: 'worker', name: 'tested', identity, module, args: [], ...charge }, ...options },
    {
      received: (message) => {
        messages.push(...apart(message));
        for (const listener of listeners) listener();
      },
      refused: (message) => refused.push(message),
      ended: end,
    },
  );
  onTestFinished(async () => {
    link.kill('SIGKILL');
    await ended;
    expect(isAlive(link.pid ?? 0)).toBe(false);
  });
  async function heard(kind: UpMessage[0]): Promise<UpMessage> {
    for (;;) {
      const index = messages.findIndex(([found]) => found === kind);
      const [message] = index < 0 ? [] : messages.splice(index, 1);
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => listeners.add(resolve));
    }
  }
  return { link, refused, ended, heard };
}

/** A result and the start of the next task may come as one. */
function apart(message: UpMessage): readonly UpMessage[] {
  if (message[0] !== 'went-on') return [message];
  const [, id, runMs, nextId, nextAt, value] = message;
  return [
    ['returned', id, runMs, value],
    ['started', nextId, nextAt],
  ];
}

describe('a link to a process', () => {
  it('leaves no child where what it is told first turns out to be too large', async () => {
    const before = holdings();
    const module = `data:text/javascript,${'x'.repeat(FRAME_SLACK + 2000)}`;
    expect(() => open({ module, maxMessage: 1000 })).toThrow(/cannot be sent/);
    await expectNothingLeft(before);
  });

  it('says that a task began before it ends the process, and what it finished before that', async () => {
    const { link, ended, heard } = open();
    await heard('ready');
    link.send(['task', 1, 'square', 'call', [3]]);
    link.send(['task', 2, 'exit', 'call', [4]]);
    link.send(['task', 3, 'square', 'call', [5]]);
    const { status } = await ended;
    expect(status).toEqual({ code: 4, signal: null });
    await expect(heard('returned')).resolves.toMatchObject([expect.anything(), 1, expect.any(Number), 9]);
    await heard('started');
    await expect(heard('started')).resolves.toMatchObject(['started', 2, expect.any(Number)]);
  });

  it('keeps the last words of a process', async () => {
    const { ended } = open({ kind: 'process', run: { kind: 'export', module, name: 'fail' }, args: [3] });
    await expect(ended).resolves.toMatchObject({
      status: { code: 1 },
      stderrTail: expect.stringContaining('bad 3') as string,
    });
  });

  it('gives out what the process prints, when asked', async () => {
    const { link, heard } = open({}, { output: 'pipe' });
    if (link.stdout === undefined || link.stderr === undefined) throw new TypeError('No streams');
    const printed = Promise.all([text(link.stdout), text(link.stderr)]);
    await heard('ready');
    link.send(['task', 1, 'print', 'call', ['hello']]);
    await heard('returned');
    link.send(['dismiss']);
    await expect(printed).resolves.toEqual(['out hello', 'err hello']);
  });

  it('refuses one message and sends the others of its turn', async () => {
    const { link, refused, heard } = open();
    await heard('ready');
    link.send(['task', 1, 'echo', 'call', [() => 1]]);
    link.send(['task', 2, 'echo', 'call', ['sent']]);
    expect(refused).toEqual([]);
    await expect(heard('returned')).resolves.toMatchObject(['returned', 2, expect.any(Number), 'sent']);
    expect(refused.map((message) => message.slice(0, 2))).toEqual([['task', 1]]);
  });

  it('holds no copies of what a blocked process does not read', async () => {
    const { link, heard } = open();
    await heard('ready');
    link.send(['task', 1, 'spin', 'call', []]);
    await heard('started');
    const before = process.memoryUsage().arrayBuffers;
    const large = 'x'.repeat(MEBIBYTE);
    for (let id = 2; id < 100; id += 1) link.send(['task', id, 'echo', 'call', [large]]);
    await sleep(200);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MEBIBYTE);
  });
});
