// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from '../../../../src/renderer/shell/Announcer';
import { CloseDialog } from '../../../../src/renderer/shell/CloseDialog';
import { DropZone } from '../../../../src/renderer/shell/DropZone';
import { Header } from '../../../../src/renderer/shell/Header';
import { Rail } from '../../../../src/renderer/shell/Rail';
import { useCommandKeys } from '../../../../src/renderer/palette/use-commands';
import { emptyDraft } from '../../../../src/renderer/store/view-store';
import type { RunEvent } from '../../../../src/shared/events';
import { packBatch, type RunBatch } from '../../../../src/shared/recording';
import { fakeBridge, type FakeBridge } from '../../../support/renderer/fake-bridge';
import { click, named, press, render } from '../../../support/renderer/render';

/** The shell without the places it shows: a canvas is the end-to-end tests' to see. */
function Frame() {
  useCommandKeys();
  return (
    <>
      <Header />
      <Rail />
      <CloseDialog />
      <DropZone />
      <Announcer />
    </>
  );
}

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  window.sessionStorage.clear();
});

async function show(fake: FakeBridge) {
  const drawn = await render(<Frame />, fake);
  unmount = drawn.unmount;
  return drawn;
}

const host = { os: 'linux', release: '6', arch: 'x64', cores: 4, memoryBytes: 8e9 };
const started = (...argv: string[]): RunEvent => ({
  type: 'run-started',
  t: 0,
  startedAt: 0,
  argv,
  cwd: '/home/ada/code',
  shell: false,
  lifecycle: 'kernel',
  hz: 2,
  host,
  versions: {},
});
const ended: RunEvent = { type: 'run-ended', t: 3400, exitCode: 0, signal: null, reason: 'exited' };
const batch = (runId: string, ...events: RunEvent[]): RunBatch => ({
  runId,
  title: runId,
  isLive: true,
  path: undefined,
  firstIndex: 0,
  events,
});
const deliver = (fake: FakeBridge, ...batches: RunBatch[]): Promise<void> =>
  act(async () => {
    for (const one of batches) fake.send('runBatch', packBatch(one));
    await Promise.resolve();
  });
const tabs = (): (string | null | undefined)[] =>
  [...document.querySelectorAll('.run-tab-title')].map((title) => title.textContent);
const stopsOf = ({ calls }: FakeBridge) => calls.filter(([name]) => name === 'stopRun');

describe('reload', () => {
  it('asks main for every run it holds, and returns to where the person was', async () => {
    window.sessionStorage.setItem('joinscope.view', JSON.stringify({ place: 'run', activeRun: 'b' }));
    const fake = fakeBridge({ heldRuns: () => ({ ok: true, value: ['a', 'b'] }) });
    const { stores } = await show(fake);
    await act(() => Promise.resolve());
    expect(fake.calls.filter(([name]) => name === 'replayRun')).toEqual([
      ['replayRun', 'a'],
      ['replayRun', 'b'],
    ]);
    expect(stores.view.getState()).toMatchObject({ place: 'run', activeRun: 'b' });
  });

  it('goes home when main no longer holds the run', async () => {
    window.sessionStorage.setItem('joinscope.view', JSON.stringify({ place: 'run', activeRun: 'gone' }));
    const { stores } = await show(fakeBridge());
    expect(stores.view.getState()).toMatchObject({ place: 'home', activeRun: undefined });
  });
});

describe('header', () => {
  it('has a tab for each run, named by its program', async () => {
    const fake = fakeBridge();
    await show(fake);
    await deliver(fake, batch('a', started('python3', '/srv/train.py')), batch('b', started('make', '-j8'), ended));
    expect(tabs()).toEqual(['train.py', 'make']);
  });

  it('stops at the first click and kills at the second', async () => {
    const fake = fakeBridge();
    const { actions } = await show(fake);
    await deliver(fake, batch('a', started('make')));
    act(() => actions.show('a'));
    await click(named('button', 'Stop'));
    await click(named('button', 'Stopping…'));
    expect(stopsOf(fake)).toEqual([
      ['stopRun', 'a', 'stop'],
      ['stopRun', 'a', 'kill'],
    ]);
  });

  it('offers Stop again when main could not stop it', async () => {
    const fake = fakeBridge({ stopRun: () => ({ ok: false, fault: { name: 'Error', message: 'no' } }) });
    const { actions, tell } = await show(fake);
    await deliver(fake, batch('a', started('make')));
    act(() => actions.show('a'));
    await click(named('button', 'Stop'));
    expect(named('button', 'Stop')).toBeDefined();
    expect(tell).toHaveBeenCalledWith('stop', { name: 'Error', message: 'no' });
  });

  it('runs the same again, with its environment, and fills in the form to change it', async () => {
    const fake = fakeBridge({ startCommand: () => ({ ok: true, value: 'a' }) });
    const { actions, stores } = await show(fake);
    const command = { argv: ['make', '-j8'], cwd: '/home/ada/code', env: { CC: 'clang' }, shell: false };
    const draft = { ...emptyDraft, line: 'make -j8', environment: [{ key: 1, name: 'CC', value: 'clang' }] };
    await act(async () => {
      await actions.startCommand(command, draft);
    });
    await deliver(fake, batch('a', started('make', '-j8'), ended));
    await click(named('button', 'Again'));
    expect(fake.calls.filter(([name]) => name === 'startCommand')).toEqual([
      ['startCommand', command],
      ['startCommand', command],
    ]);
    act(() => actions.show('a'));
    await click(named('button', 'Again, with changes'));
    expect(stores.view.getState()).toMatchObject({ place: 'home', draft });
  });

  it('puts a run that was not started here into the form, with its arguments quoted', async () => {
    const fake = fakeBridge();
    const { actions, stores } = await show(fake);
    await deliver(fake, batch('a', started('python3', 'my file.py', "it's"), ended));
    act(() => actions.show('a'));
    expect(() => named('button', 'Again')).toThrow();
    await press(document.documentElement, 'N', { ctrlKey: true, shiftKey: true });
    expect(stores.view.getState()).toMatchObject({
      place: 'home',
      draft: { line: String.raw`python3 'my file.py' 'it'\''s'`, cwd: '/home/ada/code', shell: false },
    });
  });

  it('closes a run that is over and shows its neighbour', async () => {
    const fake = fakeBridge();
    const { actions, stores } = await show(fake);
    await deliver(fake, batch('a', started('make'), ended), batch('b', started('node', 'b.mjs')));
    act(() => actions.show('a'));
    expect(document.querySelectorAll('.run-tab-close')).toHaveLength(1);
    await click(named('button', 'Close make'));
    expect(fake.calls).toContainEqual(['closeRun', 'a']);
    expect(tabs()).toEqual(['b.mjs']);
    expect(stores.view.getState()).toMatchObject({ place: 'run', activeRun: 'b' });
  });
});

describe('Control and W', () => {
  const closeByKeys = () => press(document.documentElement, 'w', { ctrlKey: true });

  it('puts a run away that is over, with what was kept of how it was started', async () => {
    const fake = fakeBridge({ startCommand: () => ({ ok: true, value: 'a' }) });
    const { actions, stores } = await show(fake);
    const command = { argv: ['make'], cwd: '/', env: {}, shell: false };
    await act(() => actions.startCommand(command, emptyDraft));
    await deliver(fake, batch('a', started('make'), ended));
    expect(Object.keys(stores.view.getState().startedCommands)).toEqual(['a']);
    await closeByKeys();
    expect(stores.view.getState()).toMatchObject({ place: 'home', activeRun: undefined, startedCommands: {} });
  });

  it('asks about one that goes on, stops it, and closes it once it has ended', async () => {
    const fake = fakeBridge();
    const { actions, stores } = await show(fake);
    await deliver(fake, batch('a', started('make')));
    act(() => actions.show('a'));
    await closeByKeys();
    expect(stopsOf(fake)).toEqual([]);
    await click(named('button', 'Stop and close'));
    expect(stopsOf(fake)).toEqual([['stopRun', 'a', 'stop']]);
    expect(tabs()).toEqual(['make']);
    await deliver(fake, { ...batch('a', ended), firstIndex: 1 });
    await act(() => vi.waitFor(() => expect(stores.runs.store.getState().runs).toEqual([])));
    expect(fake.calls).toContainEqual(['closeRun', 'a']);
  });
});

describe('Control and Tab', () => {
  it('goes round the open runs, with Shift the other way', async () => {
    const fake = fakeBridge();
    const { actions, stores } = await show(fake);
    await deliver(fake, batch('a', started('make')), batch('b', started('make')), batch('c', started('make')));
    act(() => actions.show('c'));
    const active = () => stores.view.getState().activeRun;
    await press(document.documentElement, 'Tab', { ctrlKey: true });
    expect(active()).toBe('a');
    await press(document.documentElement, 'Tab', { ctrlKey: true, shiftKey: true });
    expect(active()).toBe('c');
  });
});

describe('keys and menu', () => {
  it('do the same', async () => {
    const fake = fakeBridge();
    const { stores } = await show(fake);
    await press(document.documentElement, ',', { ctrlKey: true });
    expect(stores.view.getState().place).toBe('settings');
    act(() => fake.send('menuCommand', 'new-run'));
    expect(stores.view.getState().place).toBe('home');
  });

  it('do nothing where there is nothing to do it to', async () => {
    const fake = fakeBridge();
    await show(fake);
    await press(document.documentElement, '.', { ctrlKey: true });
    expect(stopsOf(fake)).toEqual([]);
  });
});

describe('rail', () => {
  it('has no entry for a run while there is none', async () => {
    const fake = fakeBridge();
    await show(fake);
    const names = () => [...document.querySelectorAll('.rail-label')].map((label) => label.textContent);
    expect(names()).toEqual(['Home', 'Runs', 'Lessons', 'Compare', 'Settings']);
    await deliver(fake, batch('a', started('make')));
    expect(names()).toEqual(['Home', 'Run', 'Runs', 'Lessons', 'Compare', 'Settings']);
  });
});

describe('a screen reader', () => {
  it('hears politely that a run ended', async () => {
    const fake = fakeBridge();
    await show(fake);
    await deliver(fake, batch('make', started('make')));
    expect(document.querySelector('[role=status]')?.textContent).toBe('make started');
    await deliver(fake, { ...batch('make', ended), firstIndex: 1 });
    await act(() => new Promise((resolve) => setTimeout(resolve, 150)));
    expect(document.querySelector('[role=status]')?.textContent).toBe('make ended well after 3.4 s, 0 processes');
  });

  it('hears nothing of a recording that is opened', async () => {
    const fake = fakeBridge();
    await show(fake);
    await deliver(fake, { ...batch('old', started('make'), ended), isLive: false });
    expect(document.querySelector('[role=status]')?.textContent).toBe('');
  });
});

describe('drop', () => {
  it('opens each file that is dropped on the window', async () => {
    const fake = fakeBridge();
    await show(fake);
    const drop = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [new File([], 'a.joinscope')], types: ['Files'] },
    });
    await act(() => Promise.resolve(window.dispatchEvent(drop)));
    expect(drop.defaultPrevented).toBe(true);
    expect(fake.calls).toContainEqual(['openRecording', '/dropped/a.joinscope']);
  });
});

describe('language', () => {
  it('changes the words and the language of the document', async () => {
    const { texts } = await show(fakeBridge());
    expect(document.documentElement.lang).toBe('en');
    await act(() => texts.changeLanguage('zh'));
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(document.querySelector('.rail-label')?.textContent).toBe('主页');
  });
});
