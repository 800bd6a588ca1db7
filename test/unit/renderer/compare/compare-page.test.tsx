// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ComparePage } from '../../../../src/renderer/compare/ComparePage';
import { DropZone } from '../../../../src/renderer/shell/DropZone';
import { type ComparableRun, comparableOf } from '../../../../src/shared/compare/comparable-run';
import { noMarks } from '../../../../src/shared/recording';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { listed } from '../../../support/renderer/listed-recording';
import { modelFrom } from '../../../support/renderer/recording-from';
import { click, named, press, render, type } from '../../../support/renderer/render';

const runOf = (end: number, more = '', script = 'sum.py'): ComparableRun =>
  comparableOf(
    modelFrom(`0 run python3 ${script}\n1 start 100 python3\n2 start 101 worker <100\n${more}\n${end} end 0`),
    'python3 sum.py',
  );

const RUNS: Readonly<Record<string, ComparableRun>> = {
  '/recordings/one.joinscope': runOf(1000, '3 wait 101 lock L\n83 waited 101 lock L 80\n900 verdict 101 crash'),
  '/recordings/four.joinscope': runOf(400, '300 verdict 101 ok'),
  '/dropped/four.joinscope': runOf(400),
  '/recordings/other.joinscope': runOf(200, '', 'max.py'),
};

async function open() {
  const fake = fakeBridge({
    listRecordings: () => ({
      ok: true,
      value: [
        listed({ path: '/recordings/four.joinscope', runId: 'b', title: 'python3 sum.py', startedAt: 2000 }),
        listed({
          path: '/recordings/one.joinscope',
          runId: 'a',
          title: 'python3 sum.py',
          startedAt: 1000,
          marks: { ...noMarks, name: 'with one worker' },
        }),
      ],
    }),
    readComparable: (path: string) => {
      const run = RUNS[path];
      if (run !== undefined) return { ok: true, value: run };
      return { ok: false, fault: { name: 'RecordingError', message: 'no such file' } };
    },
    exportComparison: () => ({ ok: true, value: '/home/ada/compare.html' }),
  });
  const page = await render(
    <>
      <ComparePage />
      <DropZone />
    </>,
    fake,
  );
  await act(() => Promise.resolve());
  const compare = (...paths: readonly string[]) => act(() => page.actions.compare(paths));
  return { ...page, ...fake, compare };
}

const rows = () =>
  [...document.querySelectorAll('.compare-table tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
  );
const ONE = '/recordings/one.joinscope';
const FOUR = '/recordings/four.joinscope';

afterEach(() => document.body.replaceChildren());

describe('the page that compares runs', () => {
  it('says what to do where nothing is compared', async () => {
    const { place, stores } = await open();
    expect(place.textContent).toContain('Nothing to compare yet');
    await click(named('button', 'Choose runs'));
    expect(stores.view.getState().place).toBe('runs');
  });

  it('puts the oldest first, under the names that the person gave', async () => {
    const { compare, place } = await open();
    await compare(FOUR, ONE);
    expect(rows()[0]?.[0]).toContain('with one worker');
    expect(rows()[0]?.[2]).toBe('1 s');
    expect(rows()[1]?.slice(2, 4)).toEqual(['400 ms', '2.50×']);
    expect(place.textContent).toContain('for locks');
    expect(place.textContent).toContain('crashended well');
  });

  it('tells no speed-up between different commands, but that it is so', async () => {
    const { compare, place } = await open();
    await compare(ONE, '/recordings/other.joinscope');
    expect(place.textContent).toContain('No two of these runs are of one command');
    expect(place.textContent).not.toMatch(/×|speed-up, and|measured against/i);
    expect(document.querySelector('.compare-base')).toBeNull();
    await compare(FOUR);
    expect(
      rows()
        .slice(0, 3)
        .map((cells) => cells[3]),
    ).toEqual(['1.00×', '–', '2.50×']);
    expect(place.textContent).toMatch(/Another than with one worker was run by: .*other/);
  });

  it('asks for one more where there is one, and adds nothing twice', async () => {
    const { compare, place } = await open();
    await compare(ONE);
    expect(place.textContent).toContain('One more run');
    await compare(ONE, FOUR);
    expect(rows().filter((cells) => cells.some((cell) => cell.includes('×')))).toHaveLength(2);
    expect(place.textContent).not.toContain('One more run');
  });

  it('finds efficiency and Amdahl’s law once the numbers of workers are typed', async () => {
    const { compare, place } = await open();
    await compare(ONE, FOUR);
    expect(place.textContent).toContain('number of workers of at least two runs');
    for (const [name, workers] of [
      ['Workers of with one worker', '1'],
      ['Workers of python3 sum.py', '4'],
    ] as const) {
      const field = named('input', name);
      await type(field, workers);
      await act(async () => {
        field.focus();
        await Promise.resolve();
      });
      await press(field, 'Enter');
    }
    expect(rows()[1]?.slice(2, 5)).toEqual(['400 ms', '2.50×', '62.5 %']);
    expect(place.textContent).toContain('20 % of the work is serial');
  });

  it('exports what it shows', async () => {
    const { compare, calls, tellWritten } = await open();
    await compare(ONE, FOUR);
    await click(named('button', 'Export as a page'));
    expect(calls.at(-1)).toEqual([
      'exportComparison',
      [
        { path: ONE, label: 'with one worker', workers: null },
        { path: FOUR, label: 'python3 sum.py', workers: null },
      ],
    ]);
    expect(tellWritten).toHaveBeenCalledWith('/home/ada/compare.html');
  });

  it('takes a run out, and all', async () => {
    const { compare, place } = await open();
    await compare(ONE, FOUR);
    await click(named('button', 'Take with one worker out of the comparison'));
    expect(rows()).toHaveLength(1);
    await click(named('button', 'Clear'));
    expect(place.textContent).toContain('Nothing to compare yet');
  });

  it('leaves out what cannot be read, and says so', async () => {
    const { compare, tell } = await open();
    await compare(ONE, '/gone.joinscope');
    expect(rows()).toHaveLength(1);
    expect(tell).toHaveBeenCalledWith('open', expect.objectContaining({ message: 'no such file' }));
  });

  it('takes files that are dropped while it is shown', async () => {
    const { compare, calls } = await open();
    await compare(ONE);
    const dataTransfer = { types: ['Files'], files: [new File([''], 'four.joinscope')] };
    await act(async () => {
      window.dispatchEvent(Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }));
      await Promise.resolve();
    });
    expect(calls.at(-1)).toEqual(['readComparable', '/dropped/four.joinscope']);
    expect(calls.filter(([name]) => name === 'openRecording')).toEqual([]);
  });
});
