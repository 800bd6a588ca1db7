import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readToEnd } from '../../../../src/main/multiprocessing/sync/home/read-to-end';

async function pair(): Promise<{ readonly home: Socket; readonly client: Socket }> {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, '-')}` : join(folder, 'socket');
  const server = createServer().listen(path);
  const accepted = once(server, 'connection');
  const client = connect(path);
  const [home] = (await accepted) as [Socket];
  onTestFinished(() => {
    for (const socket of [home, client]) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true });
  });
  return { home, client };
}

it('reads the last words of one that is gone, also after a write to it failed', async () => {
  const { home, client } = await pair();
  readToEnd(home);
  let heard = '';
  home.on('data', (chunk) => (heard += chunk.toString())).on('error', () => undefined);
  await new Promise((resolve) => client.write('first, ', resolve));
  await expect.poll(() => heard).toBe('first, ');

  const closed = once(home, 'close');
  client.write('last');
  client.destroy();
  // Within the turn: before the home could read, and to an end that is closed.
  home.write('to nobody');
  home.cork();
  home.write('nor ');
  home.write('these');
  home.uncork();
  await closed;
  expect(heard).toBe('first, last');
});
