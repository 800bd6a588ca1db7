import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../src/renderer/run-view/turns';

/** Turns whose time passes only when a test says so. */
function table() {
  let now = 1000;
  let plans: { readonly at: number; readonly act: () => void }[] = [];
  const turns = new Turns({
    clock: () => now,
    schedule: (act, delay) => {
      const plan = { at: now + delay, act };
      plans.push(plan);
      return () => {
        plans = plans.filter((one) => one !== plan);
      };
    },
  });
  const drawn: string[] = [];
  return {
    turns,
    drawn,
    /** A pane that takes `cost` to draw, and asks for its next turn `rest` after the last. */
    pane: (name: string, { cost, rest }: { cost: number; rest: number }) => {
      const turn = turns.enter();
      return () =>
        turns.ask(turn, rest, () => {
          now += cost;
          drawn.push(name);
        });
    },
    /** Lets time pass. @returns what was drawn in each turn. */
    pass: (until: number) => {
      const taken: string[][] = [];
      for (;;) {
        const [next] = plans.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        plans = plans.filter((one) => one !== next);
        now = Math.max(now, next.at);
        drawn.length = 0;
        next.act();
        if (drawn.length > 0) taken.push([...drawn]);
      }
      now = Math.max(now, until);
      return taken;
    },
  };
}

describe('Turns', () => {
  it('draws what is cheap together and what is dear in turns of its own, the one that is due longest first', () => {
    const { pane, pass } = table();
    const asks = [
      pane('chart', { cost: 20, rest: 500 }),
      pane('figures', { cost: 3, rest: 490 }),
      pane('lanes', { cost: 20, rest: 510 }),
      pane('list', { cost: 2, rest: 480 }),
    ];
    for (const ask of asks) ask();
    // Nobody knows yet what each takes.
    expect(pass(2000).flat()).toEqual(['list', 'figures', 'chart', 'lanes']);
    // Others draw meanwhile.
    pane('other', { cost: 1, rest: 2100 - 2000 })();
    pass(2900);
    for (const ask of asks) ask();
    expect(pass(4000)).toEqual([['list', 'figures'], ['chart'], ['lanes']]);
  });

  it('draws all in one turn, as long as it is short, after a while in which nothing was drawn', () => {
    const { pane, pass } = table();
    const asks = [
      pane('chart', { cost: 20, rest: 500 }),
      pane('figures', { cost: 10, rest: 490 }),
      pane('lanes', { cost: 20, rest: 510 }),
    ];
    for (const ask of asks) ask();
    pass(2000);
    pass(5000);
    for (const ask of asks) ask();
    expect(pass(6000)).toEqual([['figures', 'chart'], ['lanes']]);
  });

  it('leaves a pane at rest, however often it asks, and draws what it asked for last', () => {
    const { turns, pass, drawn } = table();
    const turn = turns.enter();
    turns.ask(turn, 500, () => drawn.push('first'));
    turns.ask(turn, 500, () => drawn.push('second'));
    expect(pass(1499)).toEqual([]);
    expect(pass(1500)).toEqual([['second']]);
  });

  it('keeps turns apart, so that keys are answered between them', () => {
    const { pane, pass } = table();
    const ask = pane('lanes', { cost: 1, rest: 0 });
    ask();
    expect(pass(1000)).toEqual([['lanes']]);
    ask();
    expect(pass(1099)).toEqual([]);
    expect(pass(1100)).toEqual([['lanes']]);
  });

  it('does not draw a pane that is gone', () => {
    const { pane, pass } = table();
    pane('lanes', { cost: 1, rest: 100 })()();
    expect(pass(2000)).toEqual([]);
  });
});
