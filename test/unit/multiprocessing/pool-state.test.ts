import { describe, expect, it } from 'vitest';
import { playPool } from './play-pool';

describe('pool state', () => {
  it('hands the oldest task to a worker at rest', () => {
    expect(playPool('ready 1\nready 2\nsubmit 7\nsubmit 8')).toEqual(['assign 2 7', 'assign 1 8']);
  });

  it('keeps a task waiting until a worker returns', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nreturn 1 7')).toEqual(['assign 1 7', 'assign 1 8']);
  });

  it('fails only the running task of a lost worker and starts another', () => {
    expect(playPool('ready 1\nready 2\nsubmit 7\nsubmit 8\nbegin 2 7\ncrash 2')).toEqual([
      'assign 2 7',
      'assign 1 8',
      'fail 7 worker-lost',
      'start 3',
    ]);
  });

  it('hands on a task that a lost worker had not begun, but not twice', () => {
    expect(playPool('ready 1\nsubmit 7\ncrash 1\nready 2\ncrash 2 1', { size: 1 })).toEqual([
      'assign 1 7',
      'start 2',
      'assign 2 7',
      'fail 7 poison',
      'plan 3 100',
    ]);
  });

  it('goes on after a task that could not be sent', () => {
    expect(playPool('ready 1\nsubmit 1\nrefuse 1 1\nsubmit 2', { size: 1 })).toEqual(['assign 1 1', 'assign 1 2']);
  });

  it('finishes the backlog before it sends workers home', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nclose\nreturn 1 7\nreturn 1 8\nexit 1', { size: 1 })).toEqual([
      'assign 1 7',
      'assign 1 8',
      'dismiss 1',
      'finish',
    ]);
  });

  it('replaces a worker that dies while closing only as long as there is work', () => {
    const script = 'ready 1\nsubmit 7\nsubmit 8\nclose\nbegin 1 7\ncrash 1\nready 2\nbegin 2 8\ncrash 2';
    expect(playPool(script, { size: 1 })).toEqual([
      'assign 1 7',
      'fail 7 worker-lost',
      'start 2',
      'assign 2 8',
      'fail 8 worker-lost',
      'finish',
    ]);
  });

  it('fails everything when it is terminated, and finishes with the last worker', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nterminate\ncrash 1\ncrash 2')).toEqual([
      'assign 1 7',
      'fail 7 terminated',
      'fail 8 terminated',
      'end 1',
      'end 2',
      'finish',
    ]);
  });

  it('ignores answers of workers that are gone and for tasks they do not hold', () => {
    expect(playPool('ready 1\nsubmit 7\nreturn 1 8\nreturn 9 7\nexit 9\nready 9')).toEqual(['assign 1 7']);
  });
});

describe('pool state, when workers die', () => {
  it('breaks at the fifth death within 30 s and not at the sixth over a longer time', () => {
    const fast = 'crash 1 0\ncrash 2 1\ncrash 3 2\ncrash 4 3\nsubmit 9\ncrash 5 29999';
    expect(playPool(fast)).toContain('fail 9 broken');
    const slow = 'crash 1 0\ncrash 2 10000\ncrash 3 20000\ncrash 4 30000\ncrash 5 40000\ncrash 6 50000';
    expect(playPool(slow).filter((order) => /start|plan/.test(order))).toHaveLength(6);
  });

  it('starts the first anew at once, and each further one in a row later', () => {
    expect(playPool('ready 1\ncrash 1 0\ncrash 2 1\ndue 4\ncrash 3 2\nready 4\ncrash 4 3')).toEqual([
      'start 3',
      'plan 4 100',
      'start 4',
      'plan 5 150',
      'plan 6 225',
    ]);
  });

  it('forgets deaths when a task comes back', () => {
    const script = 'ready 1\ncrash 1 0\ncrash 2 1\ncrash 3 2\ndue 4\nready 4\nsubmit 9\nreturn 4 9\ncrash 4 4';
    expect(playPool(script).at(-1)).toBe('start 6');
  });

  it('breaks at once when a worker says that it cannot work', () => {
    expect(playPool('submit 7\nunfit 1\nexit 1\nexit 2')).toEqual(['fail 7 broken', 'end 1', 'end 2', 'finish']);
  });

  it('breaks at once when a worker ends by itself before any was ready', () => {
    expect(playPool('submit 7\nexit 1\nexit 2')).toEqual(['fail 7 broken', 'end 2', 'finish']);
  });

  it('tries again when a signal ended it, or others had become ready', () => {
    expect(playPool('crash 1 0')).toEqual(['start 3']);
    expect(playPool('ready 2\nexit 1 0')).toEqual(['start 3']);
  });

  it('runs an idempotent task again, before all others', () => {
    const script = 'ready 1\nsubmit 1\nsubmit 2\nbegin 1 1\ncrash 1\nready 2';
    expect(playPool(script, { size: 1, policies: { 1: { retries: 1 } } })).toEqual([
      'assign 1 1',
      'retry 1',
      'start 2',
      'assign 2 1',
    ]);
  });

  it('gives up a task that two workers did not survive, whatever retries are left', () => {
    const script = 'ready 1\nsubmit 1\nbegin 1 1\ncrash 1\nready 2\nbegin 2 1\ncrash 2';
    expect(playPool(script, { size: 1, policies: { 1: { retries: 5 } } })).toContain('fail 1 poison');
  });

  it('runs an idempotent task again that threw, as often as it may', () => {
    const script = 'ready 1\nsubmit 1\nthrow 1 1\nthrow 1 1\nthrow 1 1\nsubmit 2';
    expect(playPool(script, { size: 1, policies: { 1: { retries: 1 } } })).toEqual([
      'assign 1 1',
      'assign 1 1',
      'assign 1 2',
    ]);
  });
});

describe('pool state, lines', () => {
  const short = 'ready 1\nsubmit 1\nbegin 1 1\nreturn 1 1 0.1';

  it('are filled where tasks are short, up to 3 ms of work', () => {
    const submits = Array.from({ length: 50 }, (_, index) => `submit ${index + 2}`).join('\n');
    const orders = playPool(`${short}\n${submits}`, { size: 1 });
    expect(orders.filter((order) => order.startsWith('assign 1'))).toHaveLength(1 + 29);
  });

  it('are not filled where tasks are long, so that none waits behind a straggler', () => {
    expect(playPool('ready 1\nsubmit 1\nreturn 1 1 50\nsubmit 2\nsubmit 3', { size: 1 })).toEqual([
      'assign 1 1',
      'assign 1 2',
    ]);
  });

  it('are not filled behind a function that nobody knows yet, nor with more than 3 ms of another', () => {
    const script = `${short}\nsubmit 10\nsubmit 2\nreturn 1 10 1.4\nsubmit 11\nsubmit 3\nsubmit 12\nsubmit 4`;
    expect(playPool(script, { size: 1, otherFrom: 10 })).toEqual([
      'assign 1 1',
      'assign 1 10',
      'assign 1 2',
      'assign 1 11',
      'look',
      'assign 1 3',
      'assign 1 12',
    ]);
  });

  it('go to another worker when theirs dies, in their order', () => {
    const orders = playPool(`${short}\nsubmit 2\nsubmit 3\nsubmit 4\nbegin 1 2\ncrash 1\nready 2`, { size: 1 });
    expect(orders.slice(4)).toEqual(['assign 1 4', 'fail 2 worker-lost', 'start 2', 'assign 2 3']);
  });

  it('take nothing behind a task whose worker may have to be ended', () => {
    const orders = playPool(`${short}\nsubmit 2\nsubmit 3`, { size: 1, policies: { 2: { isKillable: true } } });
    expect(orders).toEqual(['assign 1 1', 'assign 1 2']);
  });

  it('are taken back from behind a head that does not move, for a worker that rests', () => {
    const orders = playPool(`${short}\nsubmit 2\nbegin 1 2\nsubmit 3\nready 2\nlook\ngiveback 1 3`);
    expect(orders).toEqual(['assign 1 1', 'assign 1 2', 'assign 1 3', 'look', 'ask 1 3', 'look', 'assign 2 3']);
  });

  it('are taken, with no answer, from a worker that had long been asked and does not end its head', () => {
    const script = `${short}\nsubmit 2\nbegin 1 2\nsubmit 3\nready 2\nlook 1\nlook 1\nlook 1\nlook 1\ngiveback 1 3`;
    expect(playPool(script, { patience: 2 }).slice(4)).toEqual(['ask 1 3', 'look', 'look', 'look', 'assign 2 3']);
  });

  it.each([
    ['the asking may not have left', 'look', 'begin 1 2'],
    ['the head has not begun', 'look 1', ''],
  ])('are not taken while %s', (_, look, begin) => {
    const looks = `${look}\n`.repeat(9);
    const orders = playPool(`${short}\nsubmit 2\n${begin}\nsubmit 3\nready 2\n${looks}`, { patience: 2 });
    expect(orders).not.toContain('assign 2 3');
  });

  it('are left where they are as long as they move', () => {
    const orders = playPool(`${short}\nsubmit 2\nbegin 1 2\nsubmit 3\nsubmit 4\nreturn 1 2 0.1\nbegin 1 3\nlook`);
    expect(orders).toEqual(['assign 1 1', 'assign 1 2', 'assign 1 3', 'look', 'assign 1 4', 'look']);
  });

  it('are waited for by a worker at rest when the pool closes', () => {
    const orders = playPool(`${short}\nsubmit 2\nbegin 1 2\nsubmit 3\nclose\nready 2\nlook\ngiveback 1 3`);
    expect(orders.slice(-3)).toEqual(['ask 1 3', 'look', 'assign 2 3']);
    expect(orders.join()).not.toContain('dismiss');
  });

  it('get nothing more until a head that did not move has ended', () => {
    const orders = playPool(`${short}\nsubmit 2\nbegin 1 2\nsubmit 3\nlook\ngiveback 1 3\nsubmit 4\nreturn 1 2 0.1`, {
      size: 1,
    });
    expect(orders.slice(4)).toEqual(['ask 1 3', 'look', 'assign 1 3', 'assign 1 4']);
  });
});

describe('pool state, tasks that are given up', () => {
  const policies = { 1: { isKillable: true }, 2: { isKillable: true } };

  it('leave the backlog', () => {
    expect(playPool('submit 1\nabandon 1\nready 1\nclose', { size: 1, policies })).toEqual(['dismiss 1']);
  });

  it('cost the worker that runs them, which is replaced and counts as no death', () => {
    const round = (worker: number): string =>
      `ready ${worker}\nsubmit ${worker}\nbegin ${worker} ${worker}\nabandon ${worker}\ncrash ${worker}`;
    const orders = playPool(Array.from({ length: 6 }, (_, index) => round(index + 1)).join('\n'), { size: 1 });
    expect(orders.slice(0, 3)).toEqual(['assign 1 1', 'kill 1', 'start 2']);
    expect(orders.at(-1)).toBe('start 7');
  });

  it('are asked for in a line, and cost their worker only if it begins them all the same', () => {
    const line = 'ready 1\nsubmit 9\nreturn 1 9 0.1\nsubmit 8\nsubmit 1\nabandon 1';
    expect(playPool(`${line}\ngiveback 1 1\nsubmit 3`, { size: 1, policies }).slice(-2)).toEqual([
      'ask 1 1',
      'assign 1 3',
    ]);
    expect(playPool(`${line}\nreturn 1 8 0.1\nbegin 1 1`, { size: 1, policies }).slice(-2)).toEqual([
      'ask 1 1',
      'kill 1',
    ]);
  });

  it('are not failed a second time', () => {
    expect(playPool('ready 1\nsubmit 1\nbegin 1 1\nabandon 1\nterminate', { size: 1, policies })).toEqual([
      'assign 1 1',
      'kill 1',
      'end 1',
    ]);
  });
});

describe('pool state, priorities', () => {
  const policies = { 2: { priority: 5 }, 3: { priority: -5 }, 4: { priority: 5 } };
  const order = (script: string): readonly string[] => {
    const found = playPool(script, { size: 1, policies });
    expect(found).toHaveLength(1);
    const played: string[] = [...found];
    for (let returns = 0; returns < 4; returns += 1) {
      const last = played.at(-1)?.split(' ')[2] ?? '';
      script += `\nreturn 1 ${last}`;
      played.splice(0, played.length, ...playPool(script, { size: 1, policies }));
    }
    return played.map((line) => line.split(' ')[2] ?? '');
  };

  it('let the more urgent go first, and equals in their order', () => {
    expect(order('ready 1\nsubmit 0 0\nsubmit 1 0\nsubmit 2 1\nsubmit 3 2\nsubmit 4 3')).toEqual([
      '0',
      '2',
      '4',
      '1',
      '3',
    ]);
  });

  it('let go first who waited five seconds longer than one five levels above it', () => {
    expect(order('ready 1\nsubmit 0 0\nsubmit 1 0\nsubmit 2 4999\nsubmit 4 5001\nsubmit 3 0')).toEqual([
      '0',
      '2',
      '1',
      '4',
      '3',
    ]);
  });
});

describe('pool state, size', () => {
  it('grows with the tasks that wait, up to the most', () => {
    const orders = playPool('ready 1\nsubmit 1\nsubmit 2\nsubmit 3\nsubmit 4', { size: [1, 3] });
    expect(orders).toEqual(['assign 1 1', 'start 2', 'start 3']);
  });

  it('lets go who rested for an idle timeout, down to the fewest', () => {
    const grown = 'ready 1\nsubmit 1\nsubmit 2\nready 2\nreturn 1 1\nreturn 2 2';
    expect(playPool(`${grown}\nidle\nidle`, { size: [1, 3] })).not.toContain('dismiss 1');
    expect(playPool(`${grown}\nidle\nidle\nidle\nexit 1\nidle\nidle\nidle`, { size: [1, 3] }).slice(-1)).toEqual([
      'dismiss 1',
    ]);
  });

  it('starts what is missing after a resize, and lets the idle and the starting go first', () => {
    expect(playPool('resize 4')).toEqual(['start 3', 'start 4']);
    expect(playPool('ready 1\nready 2\nsubmit 1\nresize 1')).toEqual(['assign 2 1', 'dismiss 1']);
    expect(playPool('ready 1\nresize 1')).toEqual(['dismiss 2']);
  });

  it('lets a worker end what it has before it goes', () => {
    const script = 'ready 1\nready 2\nsubmit 1\nsubmit 2\nresize 1\nsubmit 3\nreturn 2 1\nreturn 1 2\nreturn 2 3';
    const orders = playPool(script);
    expect(orders.filter((order) => order.startsWith('dismiss'))).toHaveLength(1);
    expect(orders.filter((order) => order.startsWith('start'))).toHaveLength(0);
    expect(orders).toContain(orders.includes('dismiss 1') ? 'assign 2 3' : 'assign 1 3');
  });

  it('replaces a worker after its tasks', () => {
    const script = 'ready 1\nsubmit 1\nreturn 1 1\nsubmit 2\nsubmit 3\nreturn 1 2\nready 2';
    expect(playPool(script, { size: 1, maxTasksPerChild: 2 })).toEqual([
      'assign 1 1',
      'assign 1 2',
      'dismiss 1',
      'start 2',
      'assign 2 3',
    ]);
  });

  it('puts no more in a line than a worker may still do', () => {
    const script = 'ready 1\nsubmit 1\nreturn 1 1 0.1\nsubmit 2\nsubmit 3\nsubmit 4';
    expect(playPool(script, { size: 1, maxTasksPerChild: 3 })).toEqual([
      'assign 1 1',
      'assign 1 2',
      'assign 1 3',
      'look',
    ]);
  });

  it('replaces one on demand when it is done, or at once', () => {
    expect(playPool('ready 1\nsubmit 1\nretire 1\nsubmit 2\nreturn 1 1', { size: 1 })).toEqual([
      'assign 1 1',
      'dismiss 1',
      'start 2',
    ]);
    expect(playPool('ready 1\nsubmit 1\nbegin 1 1\nkill 1\ncrash 1', { size: 1 })).toEqual([
      'assign 1 1',
      'kill 1',
      'fail 1 worker-lost',
      'start 2',
    ]);
  });
});
