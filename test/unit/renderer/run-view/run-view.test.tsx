// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { RunView } from '../../../../src/renderer/run-view/RunView';
import type { RunModel } from '../../../../src/shared/model/run-model';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { eventsFrom, modelFrom } from '../../../support/renderer/recording-from';
import { click, named, press, render, tabNamed, type } from '../../../support/renderer/render';

const RUN = `
  0    run python3 pool.py
  1    start 100 main
  10   start 101 worker-1 <100
  20   start 102 worker-2 <100
  30   join 100 102
  500  sample 101 cpu=97.25 rss=186000000 ms=480 state=R threads=3
  600  out 101 all fine
  610  err 102 something is wrong
  700  exit 102 SIGKILL
  710  verdict 102 out-of-memory
`;

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
});

async function show(model: RunModel) {
  const view = (revision: number) => <RunView model={model} revision={revision} isLive title="pool.py" />;
  const drawn = await render(view(model.revision), fakeBridge());
  unmount = drawn.unmount;
  return drawn;
}

const textsOf = (selector: string): readonly string[] =>
  [...document.querySelectorAll(selector)].map((element) => element.textContent);
const rows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[role=treegrid] .rv-rows [role=row]'),
];
const cells = (row: HTMLElement | undefined): readonly string[] =>
  [...(row?.querySelectorAll('[role=rowheader], [role=gridcell]') ?? [])].map((cell) => cell.textContent);
const grid = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=treegrid]');
  if (found === null) throw new Error('Expected the table of processes, found none.');
  return found;
};

describe('the table in the run view', () => {
  it('has a row a process, with units and words', async () => {
    await show(modelFrom(RUN));
    expect(textsOf('[role=gridcell][data-column=pid]')).toEqual(['100', '101', '102']);
    expect(cells(rows()[1])).toEqual(['worker-1', '101', 'running', '97.3', '480 ms', '186 MB', '–', '']);
    expect(cells(rows()[0])[2]).toBe('in join');
    expect(cells(rows()[2]).at(-1)).toBe('SIGKILL');
    expect(rows().map((row) => row.getAttribute('aria-level'))).toEqual(['1', '2', '2']);
  });

  it('says what is missed where processes are found by scanning, and only there', async () => {
    const model = modelFrom(RUN);
    const drawn = await show(model);
    expect(document.body.textContent).not.toContain('Found by scanning');
    if (model.started !== undefined) model.started = { ...model.started, lifecycle: 'polling' };
    drawn.unmount();
    await show(model);
    expect(textsOf('.rv-note').join()).toContain('shorter lives may be missing');
  });

  it('is walked by keys, and its selection is seen by assistive technology', async () => {
    await show(modelFrom(RUN));
    await press(grid(), 'ArrowDown');
    await press(grid(), 'End');
    const selected = rows().filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(selected.map((row) => cells(row)[0])).toEqual(['worker-2']);
    expect(grid().getAttribute('aria-activedescendant')).toBe(selected[0]?.id);
  });

  it('filters, and says what is wrong with a filter without emptying the table', async () => {
    await show(modelFrom(RUN));
    const field = named('input', 'Filter processes');
    await type(field, 'cpu>50');
    expect(textsOf('[role=gridcell][data-column=pid]')).toEqual(['100', '101']);
    await type(field, 'cpu>much');
    expect(textsOf('[role=gridcell][data-column=pid]')).toHaveLength(3);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(textsOf('.rv-filter-fault')[0]).toContain('found “much”');
  });

  it('sorts by a column and gives the order of start back', async () => {
    await show(modelFrom(RUN));
    const head = [...document.querySelectorAll<HTMLElement>('.rv-sort')].find((one) => one.textContent === 'pid');
    for (const expected of [
      ['100', '101', '102'],
      ['100', '102', '101'],
      ['100', '101', '102'],
    ]) {
      if (head !== undefined) await click(head);
      expect(textsOf('[role=gridcell][data-column=pid]')).toEqual(expected);
    }
  });
});

describe('the panes of the run view', () => {
  it('list who ended early, and explain the one that is chosen', async () => {
    await show(modelFrom(RUN));
    expect(textsOf('[data-testid=verdict] h3')).toEqual(['One process ended early']);
    const entry = document.querySelector<HTMLElement>('.rv-early-entry');
    if (entry !== null) await click(entry);
    expect(textsOf('.rv-badge')).toEqual(['SIGKILL', 'certain']);
    expect(rows()[2]?.getAttribute('aria-selected')).toBe('true');
  });

  it('say in words what a living process does', async () => {
    await show(modelFrom(RUN));
    await press(grid(), 'Home');
    expect(textsOf('[data-testid=verdict] h3')[0]).toMatch(/^It has waited in join\(\) for worker-2 for 680 ms\.$/);
  });

  it('list the events, and leave a kind out', async () => {
    await show(modelFrom(RUN));
    await click(tabNamed('Events'));
    const before = textsOf('.rv-event').length;
    expect(textsOf('.rv-event').some((line) => line.includes('join() of worker-2 begins'))).toBe(true);
    await click(named('button', 'joins'));
    expect(textsOf('.rv-event')).toHaveLength(before - 1);
  });

  it('tell stderr apart by a word, and search the output', async () => {
    await show(modelFrom(RUN));
    await click(tabNamed('Output'));
    expect(textsOf('.rv-line code')).toEqual(['all fine', 'something is wrong']);
    expect(textsOf('.rv-line-stream')).toEqual(['', 'err']);
    await type(named('input', 'Search the output'), 'WRONG');
    expect(textsOf('.rv-line code')).toEqual(['something is wrong']);
    expect(textsOf('mark')).toEqual(['wrong']);
  });
});

describe('a run that goes on', () => {
  it('shows what arrived with the next revision, and keeps the selection', async () => {
    const model = modelFrom(RUN);
    const drawn = await show(model);
    await press(grid(), 'End');
    model.applyAll(eventsFrom('800 start 103 worker-3 <100'));
    await act(async () => {
      drawn.unmount();
      await Promise.resolve();
    });
    await show(model);
    expect(textsOf('[role=gridcell][data-column=pid]')).toEqual(['100', '101', '102', '103']);
    expect(rows()[2]?.getAttribute('aria-selected')).toBe('true');
  });

  it('never draws axes without data: it says what it waits for', async () => {
    await show(modelFrom('0 run python3 x.py'));
    expect(textsOf('.rv-empty')).toEqual([
      'The load shows from the second sample on.',
      'Memory shows from the first sample on.',
      'The first process appears here as soon as it starts.',
      'The first process appears here as soon as it starts.',
    ]);
  });
});
