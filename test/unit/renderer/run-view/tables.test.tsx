// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunView } from '../../../../src/renderer/run-view/RunView';
import { viewStoreOf } from '../../../../src/renderer/run-view/view-store';
import type { RunModel } from '../../../../src/shared/model/run-model';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { modelFrom } from '../../../support/renderer/recording-from';
import { click, named, press, render, tabNamed } from '../../../support/renderer/render';

const RUN = `
  0    run python3 pool.py
  1    start 100 main
  10   start 101 worker-1 <100
  20   start 102 worker-2 <100
  30   start 103 helper <102
  40   pool P 100 2
  50   submit P 1
  60   submit P 2
  70   fail P 1 101 30
  80   open P 2 102
  500  sample 102 cpu=40 rss=1000000
  501  sample 103 cpu=50 rss=2000000
`;

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function show(model: RunModel) {
  const fake = fakeBridge({ exportTable: () => ({ ok: true, value: '/tmp/tasks.csv' }) });
  const drawn = await render(<RunView model={model} revision={model.revision} isLive title="pool.py" />, fake);
  unmount = drawn.unmount;
  return { ...drawn, ...fake };
}

const grid = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role=grid], [role=treegrid]');
  if (found === null) throw new Error('Expected a table, found none.');
  return found;
};
const rows = (): readonly (readonly string[])[] =>
  [...grid().querySelectorAll('.rv-rows [role=row]')].map((row) =>
    [...row.querySelectorAll('[role=rowheader], [role=gridcell]')].map((cell) => cell.textContent),
  );
const clipboard = () => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();

describe('the tables beside the processes', () => {
  it('list the tasks with worker, state, times and error', async () => {
    await show(modelFrom(RUN));
    await click(tabNamed('Tasks'));
    expect(rows()).toEqual([
      ['job #2', 'P', 'worker-2102', 'running', '00:00.0', '20 ms', '421 ms', ''],
      ['job #1', 'P', 'worker-1101', 'failed', '00:00.0', '0 ms', '30 ms', 'ValueError: bad'],
    ]);
    await click(named('button', 'failed'));
    expect(rows().map(([task]) => task)).toEqual(['job #2']);
  });

  it('are changed by the arrow keys, which keep the focus', async () => {
    await show(modelFrom(RUN));
    tabNamed('Processes').focus();
    await press(tabNamed('Processes'), 'ArrowRight');
    expect(document.activeElement).toBe(tabNamed('Tasks'));
    expect(tabNamed('Tasks').getAttribute('aria-selected')).toBe('true');
  });

  it('draw locks that are wanted round about, and say the same in words', async () => {
    const model = modelFrom(RUN);
    const lock = (pid: number, object: string, holderPid: number) =>
      model.apply({
        type: 'wait-started',
        t: 600,
        pid,
        wait: 'lock',
        object,
        holderPid,
        holderFile: 'a.py',
        holderLine: 3,
      });
    lock(101, 'Lock-1', 102);
    lock(102, 'Lock-2', 101);
    await show(model);
    await click(tabNamed('Locks'));
    expect(document.querySelector('.rv-ring b')?.textContent).toBe("2 processes wait for each other's locks");
    expect(document.querySelector('.rv-ring svg[role=img]')?.getAttribute('aria-label')).toContain(
      'worker-1 has waited 0 ms for Lock-1, which worker-2 holds.',
    );
    expect(document.querySelectorAll('.rv-ring-node')).toHaveLength(4);
    await click(tabNamed('Waiting'));
    expect(rows().map((row) => row.slice(0, 5))).toEqual([
      ['worker-1101', 'lock', 'Lock-1', 'worker-2102', 'a.py:3'],
      ['worker-2102', 'lock', 'Lock-2', 'worker-1101', 'a.py:3'],
    ]);
  });

  it('say what to do where there is nothing to list', async () => {
    await show(modelFrom('0 run sh\n1 start 100 sh'));
    for (const name of ['Tasks', 'Queues', 'Locks']) {
      await click(tabNamed(name));
      expect(grid().querySelector('.rv-empty')?.textContent).toMatch(/probes/);
    }
  });
});

describe('rows of the tables', () => {
  it('are copied as they are read: the marked ones', async () => {
    const written = clipboard();
    await show(modelFrom(RUN));
    await press(grid(), 'ArrowDown');
    await press(grid(), 'ArrowDown', { shiftKey: true });
    expect(grid().querySelectorAll('[aria-selected=true]')).toHaveLength(2);
    await press(grid(), 'c', { ctrlKey: true });
    const lines = written.mock.calls[0]?.[0].split('\n') ?? [];
    expect(lines.map((line) => line.split('\t').slice(0, 2))).toEqual([
      ['Name', 'pid'],
      ['main', '100'],
      ['worker-1', '101'],
    ]);
  });

  it('are copied all where none is marked, and saved with exact values', async () => {
    const written = clipboard();
    const { calls } = await show(modelFrom(RUN));
    await click(named('button', 'Copy rows'));
    expect(written.mock.calls[0]?.[0].split('\n')).toHaveLength(5);
    await click(named('button', 'Save as CSV'));
    const [, name, cells] = calls.find(([call]) => call === 'exportTable') ?? [];
    expect(name).toBe('python3 pool.py processes');
    expect((cells as unknown[][])[0]?.slice(0, 6)).toEqual([
      'name',
      'pid',
      'state',
      'cpu_percent',
      'cpu_ms',
      'rss_bytes',
    ]);
    expect((cells as unknown[][])[3]?.slice(0, 6)).toEqual(['worker-2', 102, 'task', 40, null, 1_000_000]);
  });

  it('of the processes fold, with the sums of what is below', async () => {
    await show(modelFrom(RUN));
    await press(grid(), 'End');
    await press(grid(), 'ArrowLeft');
    await press(grid(), 'ArrowLeft');
    const last = rows().at(-1) ?? [];
    expect(last[0]).toBe('worker-2 +1');
    expect(last.slice(3, 6)).toEqual(['90.0', '–', '3 MB']);
    await press(grid(), 'ArrowRight');
    expect(rows()).toHaveLength(4);
  });

  it('of the processes have the columns of the settings', async () => {
    const fake = fakeBridge();
    const model = modelFrom(RUN);
    const drawn = await render(<RunView model={model} revision={model.revision} isLive title="pool.py" />, fake, {
      settings: { processColumns: ['pid', 'started'] },
    });
    unmount = drawn.unmount;
    expect(rows()[1]).toEqual(['worker-1', '101', '00:00.0']);
    await click(named('button', 'Columns'));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const item = [...document.querySelectorAll<HTMLElement>('[role=menuitemcheckbox]')].find(
      (one) => one.textContent === 'CPU %',
    );
    expect(item?.getAttribute('aria-checked')).toBe('false');
    if (item !== undefined) await click(item);
    expect(fake.calls).toContainEqual(['writeSettings', { processColumns: ['pid', 'cpu', 'started'] }]);
  });
});

describe('events and output', () => {
  const OUTPUT = `${RUN}
    600 out 101 fine
    700 err 102 =1+1
    800 out 101 late
  `;

  it('are copied and saved as shown: what is marked, or all', async () => {
    const written = clipboard();
    const { calls } = await show(modelFrom(OUTPUT));
    await click(tabNamed('Output'));
    const list = document.querySelector<HTMLElement>('.rv-output');
    if (list === null) throw new Error('Expected the output, found none.');
    await press(list, 'c', { ctrlKey: true });
    expect(written.mock.calls[0]?.[0].split('\n')).toHaveLength(4);
    const second = list.querySelectorAll<HTMLElement>('.rv-line')[1];
    if (second !== undefined) await click(second);
    await press(list, 'c', { ctrlKey: true });
    expect(written.mock.calls[1]?.[0]).toBe("Time\tName\tpid\tStream\tText\n00:00.7\tworker-2\t102\tstderr\t'=1+1");
    await click(tabNamed('Events'));
    await click(document.querySelectorAll<HTMLElement>('[aria-label="Save as CSV"]')[1] ?? list);
    const [, , cells] = calls.find(([call]) => call === 'exportTable') ?? [];
    expect((cells as unknown[][])[1]).toEqual([0, null, null, 'run-started']);
  });

  it('are those of the selected span', async () => {
    const model = modelFrom(OUTPUT);
    viewStoreOf(model).getState().choose({ from: 650, to: 750 });
    await show(model);
    await click(tabNamed('Output'));
    expect([...document.querySelectorAll('.rv-line code')].map((line) => line.textContent)).toEqual(['=1+1']);
    await click(tabNamed('Events'));
    expect(document.querySelectorAll('.rv-event')).toHaveLength(0);
  });
});
