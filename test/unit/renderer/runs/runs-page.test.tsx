// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { RunsPage } from '../../../../src/renderer/runs/RunsPage';
import type { ListedRecording } from '../../../../src/shared/recording';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { listed } from '../../../support/renderer/listed-recording';
import { click, named, press, render, type } from '../../../support/renderer/render';

const many = (count: number): ListedRecording[] =>
  Array.from({ length: count }, (_, index) =>
    listed({ path: `/recordings/${index}.joinscope`, runId: String(index), title: `run-${index}` }),
  );

async function open(recordings: readonly ListedRecording[]) {
  const fake = fakeBridge({
    listRecordings: () => ({ ok: true, value: recordings }),
    recoverRecordings: (paths: readonly string[]) => ({ ok: true, value: paths }),
  });
  const page = await render(<RunsPage />, fake);
  await act(() => Promise.resolve());
  const said = (name: string) => fake.calls.filter(([call]) => call === name).map(([, ...args]) => args);
  return { ...page, ...fake, said };
}

const list = (): Element => document.querySelector('[role=listbox]') ?? document.body;
const current = () => document.querySelector('[data-current]')?.getAttribute('aria-label') ?? '';
const shown = () => [...document.querySelectorAll('[role=option]')].length;

afterEach(() => document.body.replaceChildren());

describe('the page of recordings', () => {
  it('says what to do where there is none', async () => {
    const { place } = await open([]);
    expect(place.textContent).toContain('No runs yet');
    expect(named('button', 'Run a command')).toBeDefined();
  });

  it('draws of a long list only what is in sight, and moves by keys', async () => {
    await open(many(5000));
    expect(shown()).toBeLessThan(60);
    expect(current()).toContain('run-0,');
    await press(list(), 'ArrowDown');
    await press(list(), 'ArrowDown');
    await press(list(), 'ArrowUp');
    expect(current()).toContain('run-1,');
    expect(list().getAttribute('aria-activedescendant')).toBe('run-row-1');
  });

  it('opens, pins, chooses and removes by keys, and takes the removal back', async () => {
    const { said } = await open(many(4));
    await press(list(), 'Enter');
    expect(said('openRecording')).toEqual([['/recordings/0.joinscope']]);
    await press(list(), 'p');
    expect(said('markRecording')).toEqual([['/recordings/0.joinscope', { isPinned: true }]]);
    await press(list(), ' ');
    await press(list(), 'ArrowDown');
    await press(list(), ' ');
    await press(list(), 'Delete');
    const both = [['/recordings/0.joinscope', '/recordings/1.joinscope']];
    expect(said('removeRecordings')).toEqual([both]);
    await press(list(), 'z', { ctrlKey: true });
    expect(said('restoreRecordings')).toEqual([both]);
    await press(list(), 'z', { ctrlKey: true });
    expect(said('restoreRecordings'), 'nothing more to take back').toHaveLength(1);
  });

  it('does not remove what a search has hidden', async () => {
    const { said } = await open(many(4));
    await press(list(), ' ');
    await type(named('input', 'Search runs'), 'run-3');
    expect(shown()).toBe(1);
    await press(list(), 'Delete');
    expect(said('removeRecordings')).toEqual([[['/recordings/3.joinscope']]]);
  });

  it('says so when nothing is found, and shows all again', async () => {
    const { place } = await open(many(2));
    await type(named('input', 'Search runs'), 'nonesuch');
    expect(place.textContent).toContain('No run is like that');
    await click(named('button', 'Show all'));
    expect(shown()).toBe(2);
  });

  it('offers to recover what was cut off', async () => {
    const cut = listed({ path: '/recordings/cut.joinscope.part', isUnfinished: true, isCutOff: true });
    const { said, place } = await open([cut, ...many(1)]);
    expect(place.querySelector('.runs-recover')?.textContent).toContain('1 recording was not closed');
    await click(place.querySelector<HTMLElement>('.runs-recover button') ?? place);
    expect(said('recoverRecordings')).toEqual([[[cut.path]]]);
  });

  it('tells a failure', async () => {
    const fault = { name: 'RecordingError', message: 'in use' };
    const fake = fakeBridge({
      listRecordings: () => ({ ok: true, value: many(1) }),
      removeRecordings: () => ({ ok: false, fault }),
    });
    const { tell } = await render(<RunsPage />, fake);
    await act(() => Promise.resolve());
    await press(list(), 'Delete');
    expect(tell).toHaveBeenCalledWith('recordings', fault);
  });
});
