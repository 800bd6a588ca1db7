import { Barrier, isMainProcess, Lock, Process } from 'joinscope';

const SAME_ORDER = false;
const module = import.meta.url;

export async function work(outer: Lock, inner: Lock, both: Barrier): Promise<void> {
  await outer.withLock(async () => {
    console.log('holding one lock');
    if (!SAME_ORDER) await both.wait();
    await inner.withLock(async () => console.log('holding both'));
  });
}

if (isMainProcess()) {
  const [fork, knife, both] = [new Lock(), new Lock(), new Barrier({ parties: 2 })];
  const second = SAME_ORDER ? [fork, knife, both] : [knife, fork, both];
  const ada = new Process({ target: 'work', module, args: [fork, knife, both], name: 'ada' });
  const bob = new Process({ target: 'work', module, args: second, name: 'bob' });
  await ada.start();
  await bob.start();
  await ada.join();
  await bob.join();
  console.log('main: both have eaten');
}
