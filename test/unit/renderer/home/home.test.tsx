// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Home } from '../../../../src/renderer/home/Home';
import { fakeBridge, type FakeBridge } from '../../../support/renderer/fake-bridge';
import { listed } from '../../../support/renderer/listed-recording';
import { click, named, press, render, type } from '../../../support/renderer/render';

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  window.sessionStorage.clear();
});

async function show(fake: FakeBridge, settings = {}) {
  const drawn = await render(<Home />, fake, { settings });
  unmount = drawn.unmount;
  return drawn;
}
const line = (): HTMLInputElement => named('input', 'Command line');
const submit = (): Promise<void> =>
  act(async () => {
    document.querySelector('form')?.requestSubmit();
    await Promise.resolve();
  });
const chips = (): (string | null)[] => [...document.querySelectorAll('.chip')].map((chip) => chip.textContent);
const startsOf = ({ calls }: FakeBridge) => calls.filter(([name]) => name === 'startCommand');

describe('run a command', () => {
  it('shows the arguments while they are typed, then starts exactly those', async () => {
    const fake = fakeBridge();
    const { stores } = await show(fake);
    await type(line(), 'python3 train.py "my data.csv"');
    expect(chips()).toEqual(['python3', 'train.py', 'my data.csv']);
    await submit();
    expect(startsOf(fake)).toEqual([
      ['startCommand', { argv: ['python3', 'train.py', 'my data.csv'], cwd: '/home/ada/code', env: {}, shell: false }],
    ]);
    expect(stores.view.getState()).toMatchObject({ place: 'run', activeRun: 'run-1' });
    expect(fake.calls).toContainEqual([
      'writeSettings',
      {
        lastCwd: '/home/ada/code',
        recentCommands: [{ line: 'python3 train.py "my data.csv"', cwd: '/home/ada/code' }],
      },
    ]);
  });

  it('names the quote that is not closed, and starts nothing', async () => {
    const fake = fakeBridge();
    await show(fake);
    await type(line(), 'python3 "my data');
    await submit();
    expect(document.querySelector('[role=alert]')?.textContent).toBe('The quote " at position 9 is not closed.');
    expect(line().getAttribute('aria-invalid')).toBe('true');
    expect(startsOf(fake)).toEqual([]);
  });

  it('says why main refused, and keeps the line', async () => {
    const fault = { name: 'FolderError', message: 'Expected a folder, found none at /x.' };
    const fake = fakeBridge({ startCommand: () => ({ ok: false, fault }) });
    await show(fake);
    await type(line(), 'make');
    await submit();
    expect(document.querySelector('[role=alert]')?.textContent).toBe(fault.message);
    expect(line().value).toBe('make');
  });

  it('offers a shell where one was meant, and then gives it the whole line', async () => {
    const fake = fakeBridge();
    await show(fake);
    await type(line(), 'make | tee log');
    await click(named('button', 'Use a shell'));
    expect(chips()).toEqual(['/bin/sh -c', 'make | tee log']);
    await submit();
    expect(startsOf(fake)[0]?.[1]).toMatchObject({ argv: ['make | tee log'], shell: true });
  });

  it('brings back the last command with ArrowUp', async () => {
    await show(fakeBridge(), { recentCommands: [{ line: 'make -j8' }, { line: 'node build.mjs', cwd: '/srv' }] });
    await press(line(), 'ArrowUp');
    await press(line(), 'Enter');
    expect(line().value).toBe('make -j8');
  });

  it('keeps what was typed while the person looks elsewhere', async () => {
    const { stores } = await show(fakeBridge());
    await type(line(), 'make -j8');
    expect(stores.view.getState().draft.line).toBe('make -j8');
  });

  it('adds a variable to the environment', async () => {
    const fake = fakeBridge();
    await show(fake);
    await type(line(), 'make');
    await click(named('button', 'Add a variable'));
    await type(named('input', 'Name'), 'CC');
    await type(named('input', 'Value'), 'clang');
    await submit();
    expect(startsOf(fake)[0]?.[1]).toMatchObject({ env: { CC: 'clang' } });
  });
});

describe('open a lesson', () => {
  it('offers what to read next, and opens it', async () => {
    const { stores } = await show(fakeBridge());
    const row = [...document.querySelectorAll<HTMLElement>('.lesson-door-row')].find(({ textContent }) =>
      textContent.includes('1 · A first process'),
    );
    if (row === undefined) throw new Error('Expected a row of the first lesson, found none.');
    await click(row);
    expect(stores.view.getState()).toMatchObject({ place: 'lessons', lesson: 'first-process' });
  });
});

describe('start a demo', () => {
  it('starts the default with one click', async () => {
    const fake = fakeBridge();
    const { stores } = await show(fake);
    await click(named('button', 'Start'));
    expect(fake.calls).toContainEqual(['startDemo', 'crash-course']);
    expect(stores.view.getState().place).toBe('run');
  });

  it('tells what went wrong', async () => {
    const fault = { name: 'Error', message: 'no' };
    const { tell, stores } = await show(fakeBridge({ startDemo: () => ({ ok: false, fault }) }));
    await click(named('button', 'Start'));
    expect(tell).toHaveBeenCalledWith('start', fault);
    expect(stores.view.getState().place).toBe('home');
  });
});

describe('recent runs', () => {
  const entry = listed({
    path: '/r/a.joinscope',
    title: 'python3 pool.py',
    startedAt: Date.now() - 3 * 60_000,
    durationMs: 12_400,
    processes: 5,
  });

  it('tells in words what came of each, and opens it', async () => {
    const worst = { name: 'worker-3', cause: 'out-of-memory' } as const;
    const older = { ...entry, path: '/r/b.joinscope', title: 'make', startedAt: entry.startedAt - 1e7 };
    const fake = fakeBridge({ listRecordings: () => ({ ok: true, value: [older, { ...entry, worst }] }) });
    await show(fake);
    const rows = [...document.querySelectorAll<HTMLElement>('.recent-row')];
    expect(rows.map((row) => row.getAttribute('aria-label'))).toEqual([
      'python3 pool.py, worker-3: out of memory, 3 minutes ago',
      'make, 5 processes, no trouble, 2 hours ago',
    ]);
    expect(rows[0]?.textContent).toContain('12.4 s');
    await click(rows[0] ?? document.body);
    expect(fake.calls).toContainEqual(['openRecording', '/r/a.joinscope']);
  });

  it('offers to recover what was cut off, and nothing where all was closed', async () => {
    const cut = { ...entry, path: '/r/c.joinscope.part', isUnfinished: true, isCutOff: true };
    const fake = fakeBridge({ listRecordings: () => ({ ok: true, value: [entry, cut] }) });
    await show(fake);
    await click(named('button', 'Recover'));
    expect(fake.calls).toContainEqual(['recoverRecordings', ['/r/c.joinscope.part']]);
    unmount();
    document.body.replaceChildren();
    await show(fakeBridge({ listRecordings: () => ({ ok: true, value: [entry] }) }));
    expect(document.querySelector('.runs-recover')).toBeNull();
  });

  it('says what will be here when there is nothing', async () => {
    await show(fakeBridge());
    expect(document.querySelector('.recent-empty')?.textContent).toContain('No runs yet');
  });
});
