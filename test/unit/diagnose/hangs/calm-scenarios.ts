/** Programs that only look as if they hung. */
import { FAMILY, FORKSERVER, JOINED, ON_LOCKS } from './hang-scenarios';
import type { Play } from './play-hang';

interface CalmScenario {
  readonly name: string;
  readonly script: string;
  readonly play?: Play;
}

/** None of these is a hang. */
export const calm: readonly CalmScenario[] = [
  {
    name: 'a computation of 60 s that is joined',
    script: `${JOINED}\n1000 stand 10 child=11`,
    play: { until: 60_000, busy: [11] },
  },
  { name: 'time.sleep(30)', script: '0 start 10 python3\n1000 stand 10 timer', play: { until: 30_000 } },
  {
    name: 'a child that sleeps, and is joined',
    script: `${JOINED}\n1000 stand 10 child=11\n1000 stand 11 timer\n1000 stand 12 child=11`,
    play: { until: 30_000 },
  },
  { name: 'a server in accept', script: '0 start 10 python3\n1000 stand 10 accept', play: { until: 30_000 } },
  {
    name: 'an interactive prompt',
    script: '0 start 10 python3\n1000 stand 10 read:/dev/pts/0',
    play: { until: 30_000 },
  },
  {
    name: 'a pipe whose other end somebody outside holds',
    script: '0 start 10 cat\n1000 stand 10 read:pipe:[1]',
    play: { until: 30_000 },
  },
  {
    name: 'consumers whose producer sleeps',
    script: `${FAMILY}\n9 wait 11 queue-get q\n1000 stand 10 timer\n1000 stand 11 read:pipe:[7]=10,11,12\n1000 stand 12 lock:shm:[1]=10,11,12`,
    play: { until: 30_000 },
  },
  {
    name: 'a full pipe whose reader works',
    script: '0 start 10 a\n1 start 11<10 b\n1000 stand 11 write:pipe:[7]=10',
    play: { busy: [10] },
  },
  {
    name: 'a lock whose holder works',
    script: `${JOINED}\n10 wait 11 lock A 12 p.py 7\n1000 stand 10 child=11\n1000 stand 11 lock:shm:[1]=10,11,12`,
    play: { busy: [12] },
  },
  {
    name: 'a lock whose holder died, and which was broken open',
    script: `${JOINED}\n10 wait 12 lock A 11\n50 exit 11 SIGKILL\n900 waited 12 lock A`,
  },
  {
    name: 'a child that flushes while its parent joins with a timeout',
    script: '0 start 10 python3\n1 start 11<10 python3\n5 join 10 11 9000\n9 wait 11 queue-flush q',
  },
  {
    name: 'a child that puts into a full queue, from which its parent has taken before',
    script: '0 start 10 node\n1 start 11<10 node\n3 depth q 1 1\n5 join 10 11\n9 wait 11 queue-put q',
  },
  {
    name: 'a child that puts into a full queue, from which its parent will take at a later time',
    script: `0 start 10 node\n1 start 11<10 node\n3 depth q 1 0\n5 join 10 11\n9 wait 11 queue-put q
      1000 wakers 10 1\n1000 wakers 11 0`,
  },
  {
    name: 'two locks in opposite order, one of which is given back at a later time',
    script: `${JOINED}\n10 wait 11 lock A 12\n10 wait 12 lock B 11\n1000 wakers 11 1\n1000 wakers 12 0`,
  },
  {
    name: 'a child that flushes while another process sleeps, which may take the items',
    script: `${JOINED}\n9 wait 11 queue-flush q\n1000 stand 10 child=11\n1000 stand 11 lock=11 write:pipe:[7]=10,11,12\n1000 stand 12 timer`,
  },
  {
    name: 'a pool whose tasks take long',
    script: `${FAMILY}\n2 pool p 10\n3 task p 4 11\n5 wait 10 result p`,
    play: { busy: [11] },
  },
  {
    name: 'a pool that lost a task, whose owner waits for another one that sleeps',
    script: `${FAMILY}
      2 rename 11 ForkPoolWorker-1
      2 pool p 10
      3 task p 4 11
      3 task p 5 12
      5 wait 10 result p
      50 exit 11 SIGKILL
      50 lost p 4 11
      1000 stand 12 timer`,
  },
  {
    name: 'a pool that lost a task, whose owner waits for it with a timeout',
    script: `${FAMILY}
      2 rename 11 ForkPoolWorker-1
      2 pool p 10
      3 task p 4 11
      50 exit 11 SIGKILL
      50 lost p 4 11
      60 wait-for 10 9000 result p`,
  },
  {
    name: 'two locks in opposite order, waited for with a timeout',
    script: `${JOINED}\n10 wait-for 11 9000 lock B 12\n10 wait-for 12 9000 lock A 11`,
  },
  {
    name: 'a pool that was terminated with a task in hand',
    script: `${FAMILY}\n2 pool p 10\n3 task p 4 11\n9 pool-closed p terminate\n50 exit 11 SIGTERM`,
  },
  {
    name: 'a pool of ours: the task is told to be lost',
    script: `${FAMILY}\n2 pool p 10\n3 task p 4 11\n5 wait 10 result p\n50 exit 11 SIGKILL\n51 lost p 4 11`,
  },
  {
    name: 'locks of a program that a helper command failed in',
    script: '0 start 10 sh\n1 start 11<10 readlink\n9 exit 11 1\n1000 stand 10 lock:shm:[1]=10',
  },
  {
    name: 'a child of the fork server that sleeps',
    script: `${FORKSERVER}\n1000 stand 10 read:pipe:[2]=11,13\n1000 stand 13 poll\n1000 stand 11 timer`,
  },
  { name: 'a program that waits for a signal of its user', script: '0 start 10 python3\n1000 stand 10 lock=10' },
  { name: 'a rest that is short', script: `${FAMILY}${ON_LOCKS}`, play: { until: 1400 } },
  {
    name: "Python's own resource tracker",
    script: `0 start 10 python3 p.py
      1 start 11<10 python3 -c from multiprocessing.resource_tracker import main
      1000 stand 10 lock=10
      1000 stand 11 read:pipe:[1]=10,11`,
  },
];
