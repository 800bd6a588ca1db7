import { type Connection, EndOfPipeError, isMainProcess, Pipe, Process } from 'joinscope';
import { setTimeout as sleep } from 'node:timers/promises';

const SLOW = 1;

export async function pong(end: Connection<number>): Promise<void> {
  try {
    while (true) await end.send((await end.recv()) * 2);
  } catch (error) {
    if (!(error instanceof EndOfPipeError)) throw error;
    console.log('child: end of file');
  }
}

if (isMainProcess()) {
  const [ours, theirs] = Pipe<number>();
  const child = new Process({ target: 'pong', module: import.meta.url, args: [theirs], name: 'child' });
  await child.start();
  await theirs.close();
  for (const number of [1, 2, 3]) {
    await ours.send(number);
    console.log('main: got', await ours.recv());
    await sleep(150 * SLOW);
  }
  await ours.close();
  await child.join();
}
