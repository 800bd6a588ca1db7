/** Programs that stand still, and what is to be told of each. */
import type { Confidence, HangKind } from '../../../../src/shared/verdict';
import type { Play } from './play-hang';

export interface HangScenario {
  readonly name: string;
  readonly script: string;
  readonly play?: Play;
  readonly kind: HangKind;
  readonly pids: readonly number[];
  readonly confidence: Confidence;
  /** Keys that must be said. */
  readonly says?: readonly string[];
}

export const FAMILY = `
  0 start 10 python3 p.py
  1 start 11<10 python3 p.py
  1 start 12<10 python3 p.py
`;
export const JOINED = `${FAMILY}
  5 join 10 11`;
/** By the kernel: 10 joins 11, 11 and 12 sleep on locks in shared memory. */
export const ON_LOCKS = `
  1000 stand 10 child=11
  1000 stand 11 lock:shm:[1]=10,11,12
  1000 stand 12 lock:shm:[2]=10,11,12`;

export const hangs: readonly HangScenario[] = [
  {
    name: 'two locks in opposite order, told and proven',
    script: `${JOINED}\n10 wait 11 lock B 12 p.py 7\n10 wait 12 lock A 11 p.py 9${ON_LOCKS}`,
    kind: 'lock-cycle',
    pids: [11, 12],
    confidence: 'certain',
    says: ['hang.lock-cycle', 'hung.waits-for-lock-at', 'hung.proven', 'out.nobody-died', 'try.lock-order'],
  },
  {
    name: 'two locks in opposite order, told and proven, after somebody else crashed',
    script: `${JOINED}\n1 start 13<10 python3 p.py\n5 exit 13 SIGSEGV
      10 wait 11 lock B 12 p.py 7\n10 wait 12 lock A 11 p.py 9${ON_LOCKS}`,
    kind: 'lock-cycle',
    pids: [11, 12],
    confidence: 'certain',
    says: ['hang.lock-cycle', 'out.nobody-died'],
  },
  {
    name: 'two locks in opposite order, told alone (macOS, our library)',
    script: `${JOINED}\n10 wait 11 lock B 12\n10 wait 12 lock A 11`,
    kind: 'lock-cycle',
    pids: [11, 12],
    confidence: 'very-likely',
    says: ['hung.waits-for-lock', 'try.lock-timeout'],
  },
  {
    name: 'a cycle of three while another works',
    script: `${FAMILY}
      1 start 13<10 python3 p.py
      10 wait 11 lock B 12
      10 wait 12 lock C 13
      10 wait 13 lock A 11`,
    play: { busy: [10] },
    kind: 'lock-cycle',
    pids: [11, 12, 13],
    confidence: 'very-likely',
  },
  {
    name: 'a lock that its holder wants again',
    script: `${JOINED}\n10 wait 11 lock A 11 p.py 4`,
    kind: 'lock-cycle',
    pids: [11],
    confidence: 'very-likely',
    says: ['hang.lock-self', 'try.rlock'],
  },
  {
    name: 'two locks in opposite order, seen by the kernel alone',
    script: `${FAMILY}${ON_LOCKS}`,
    kind: 'lock-cycle',
    pids: [11, 12],
    confidence: 'likely',
    says: ['hung.sleeps-on-lock', 'try.probes'],
  },
  {
    name: 'the holder of a lock was killed',
    script: `${JOINED}
      10 wait 12 lock A 11 p.py 4
      50 exit 11 SIGKILL
      1000 stand 10 child=12
      1000 stand 12 lock:shm:[1]=10,12`,
    kind: 'lock-holder-died',
    pids: [12],
    confidence: 'certain',
    says: ['hang.lock-holder-died', 'hung.holder-ended-at', 'try.with-lock'],
  },
  {
    name: 'the holder of a lock was killed, told alone',
    script: `${JOINED}\n10 wait 12 lock A 11\n50 exit 11 3`,
    kind: 'lock-holder-died',
    pids: [12],
    confidence: 'very-likely',
    says: ['hung.holder-ended'],
  },
  {
    name: 'somebody was killed, the others wait for one lock, no probe',
    script: `${FAMILY}
      50 exit 11 SIGKILL
      1000 stand 10 child=12
      1000 stand 12 lock:shm:[1]=10,12`,
    kind: 'lock-holder-died',
    pids: [12],
    confidence: 'likely',
    says: ['hang.lock-holder-died-unseen', 'hung.ended-badly'],
  },
  {
    name: 'join before the queue is drained, told and proven',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 p.py
      5 join 10 11
      9 wait 11 queue-flush results
      1000 stand 10 child=11
      1000 stand 11 lock=11 write:pipe:[7]=10,11`,
    kind: 'join-before-drain',
    pids: [10, 11],
    confidence: 'certain',
    says: ['hang.join-before-drain-of', 'hung.joins', 'hung.flushes', 'out.child-finished', 'try.drain-first'],
  },
  {
    name: 'join before the queue is drained, seen by the kernel alone',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 p.py
      1000 stand 10 child=11
      1000 stand 11 lock=11 write:pipe:[7]=10,11`,
    kind: 'join-before-drain',
    pids: [10, 11],
    confidence: 'very-likely',
    says: ['hang.join-before-drain', 'hung.feeds', 'try.cancel-join-thread'],
  },
  {
    name: 'join before the queue is drained, told alone',
    script: '0 start 10 python3 p.py\n1 start 11<10 python3 p.py\n5 join 10 11\n9 wait 11 queue-flush results',
    kind: 'join-before-drain',
    pids: [10, 11],
    confidence: 'likely',
  },
  {
    name: 'join of a child that puts into a full queue of ours, from which nobody took',
    script: `0 start 10 node p.js\n1 start 11<10 node p.js
      3 depth q 1 0
      5 join 10 11
      9 wait 11 queue-put q
      1000 stand 10 poll
      1000 stand 11 poll`,
    kind: 'join-before-drain',
    pids: [10, 11],
    confidence: 'likely',
    says: ['hang.join-before-drain-of', 'hung.puts', 'try.drain-first'],
  },
  {
    name: 'a worker of a pool was killed with a task in hand',
    script: `${FAMILY}
      2 pool p 10
      3 task p 4 11
      50 exit 11 SIGKILL
      60 wait 10 result p
      1000 stand 10 lock=10 poll=10,12 read:pipe:[3]=10,12
      1000 stand 12 read:pipe:[4]=10`,
    kind: 'pool-task-lost',
    pids: [10],
    confidence: 'certain',
    says: ['hang.pool-task-lost', 'hung.task-lost', 'hung.waits-for-result', 'try.futures-pool'],
  },
  {
    name: 'a worker of a pool was killed with a task in hand, which is told to be lost',
    script: `${FAMILY}
      2 rename 11 ForkPoolWorker-1
      2 pool p 10
      3 task p 4 11
      50 exit 11 SIGKILL
      50 lost p 4 11
      60 wait 10 result p
      1000 stand 10 lock=10 poll=10,12 read:pipe:[3]=10,12
      1000 stand 12 read:pipe:[4]=10`,
    kind: 'pool-task-lost',
    pids: [10],
    confidence: 'certain',
    says: ['hang.pool-task-lost', 'hung.task-lost', 'hung.waits-for-result'],
  },
  {
    name: 'a worker of a pool was killed, told alone',
    script: `${FAMILY}\n2 pool p 10\n3 task p 4 11\n5 wait 10 result p\n50 exit 11 SIGKILL`,
    kind: 'pool-task-lost',
    pids: [10],
    confidence: 'very-likely',
    says: ['try.result-timeout'],
  },
  {
    name: 'a worker of a pool was killed, no probe',
    script: `${FAMILY}
      50 exit 11 SIGKILL
      1000 stand 10 lock=10 poll=10,12 read:pipe:[3]=10,12
      1000 stand 12 read:pipe:[4]=10`,
    kind: 'pool-task-lost',
    pids: [10],
    confidence: 'likely',
  },
  {
    name: 'consumers wait at a queue whose producer joins them',
    script: `${JOINED}
      9 wait 11 queue-get q
      1000 stand 10 child=11 lock=10
      1000 stand 11 read:pipe:[7]=10,11,12
      1000 stand 12 lock:shm:[1]=10,11,12`,
    kind: 'get-without-producer',
    pids: [11, 12],
    confidence: 'certain',
    says: ['hang.get-without-producer-of', 'hung.gets', 'hung.next-in-line', 'hung.holds-write-end', 'try.sentinel'],
  },
  {
    // By the kernel alone both are found in the same sample.
    name: 'a consumer starves behind producers that wait for locks in a circle: the circle is the cause',
    script: `${FAMILY}
      1 start 13<10 python3 p.py
      5 join 10 11
      9 wait 11 lock B 12
      9 wait 12 lock A 11
      9 wait 13 queue-get q
      1000 stand 10 child=11
      1000 stand 11 lock:shm:[1]=10,11,12
      1000 stand 12 lock:shm:[2]=10,11,12
      1000 stand 13 read:pipe:[7]=10,11,12,13`,
    kind: 'lock-cycle',
    pids: [11, 12],
    confidence: 'certain',
  },
  {
    name: 'a reader that keeps its own pipe open, no probe',
    script: '0 start 10 cat\n1000 stand 10 read:pipe:[7]=10',
    kind: 'get-without-producer',
    pids: [10],
    confidence: 'very-likely',
    says: ['hang.get-without-producer', 'hung.reads', 'hung.holds-own-write-end', 'out.no-producer-works'],
  },
  {
    name: 'wait() for a child whose output nobody reads',
    script: '0 start 10 python3\n1 start 11<10 seq\n1000 stand 10 child=11\n1000 stand 11 write:pipe:[7]=10',
    kind: 'blocked-on-full-pipe',
    pids: [11, 10],
    confidence: 'certain',
    says: ['hang.blocked-on-full-pipe', 'hung.writes', 'hung.reader-joins', 'try.communicate'],
  },
  {
    name: 'two that write to each other and do not read',
    script: '0 start 10 a\n1 start 11<10 b\n1000 stand 10 write:pipe:[1]=11\n1000 stand 11 write:pipe:[2]=10',
    kind: 'blocked-on-full-pipe',
    pids: [10, 11],
    confidence: 'certain',
    says: ['hung.reader-writes'],
  },
  {
    name: 'a reader that waits for something else',
    script: '0 start 10 a\n1 start 11<10 b\n1000 stand 10 write:pipe:[1]=11\n1000 stand 11 lock=11',
    kind: 'blocked-on-full-pipe',
    pids: [10, 11],
    confidence: 'certain',
    says: ['hung.reader-waits'],
  },
  {
    name: 'a pipe that only its writer could read',
    script: '0 start 10 a\n1000 stand 10 write:pipe:[1]=10',
    kind: 'blocked-on-full-pipe',
    pids: [10],
    confidence: 'certain',
    says: ['hang.own-full-pipe'],
  },
];

export const FORKSERVER = `
  0 start 10 python3 p.py
  1 start 13<10 python3 -c from multiprocessing.forkserver import main
  2 start 11<13 python3 -c from multiprocessing.forkserver import main
  3 named 11<13 Process-1 forkserver
  5 join 10 11`;

export const underForkserver: readonly HangScenario[] = [
  {
    name: 'join before the queue is drained under forkserver, whose server waits at its own socket',
    script: `${FORKSERVER}
      1000 stand 10 read:pipe:[2]=11,13
      1000 stand 13 poll
      1000 stand 11 lock=11 write:pipe:[7]=10,11`,
    kind: 'join-before-drain',
    pids: [10, 11],
    confidence: 'very-likely',
  },
];
