// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { AlertAnnouncer } from '../../../../src/renderer/alerts/AlertAnnouncer';
import { AlertBell } from '../../../../src/renderer/alerts/AlertBell';
import { viewStoreOf } from '../../../../src/renderer/run-view/view-store';
import type { RunEvent } from '../../../../src/shared/events';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { eventsFrom } from '../../../support/renderer/recording-from';
import { click, named, render } from '../../../support/renderer/render';
import { packBatch } from '../../../../src/shared/recording';

const CRASH = eventsFrom('0 start 6 main\n1 start 7 worker <6\n5 exit 7 SIGSEGV\n6 verdict 7 crash');

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  window.sessionStorage.clear();
});

async function show(events: readonly RunEvent[], isLive = true) {
  const fake = fakeBridge();
  const drawn = await render(
    <>
      <AlertBell />
      <AlertAnnouncer />
    </>,
    fake,
  );
  unmount = drawn.unmount;
  const send = (firstIndex: number, more: readonly RunEvent[]) =>
    act(async () => {
      fake.send(
        'runBatch',
        packBatch({ runId: 'r', title: 'pool.py', isLive, path: undefined, firstIndex, events: more }),
      );
      await Promise.resolve();
    });
  await send(0, events);
  return { ...drawn, send };
}

describe('the bell', () => {
  it('counts what nobody looked at, lists it, and leads to the process', async () => {
    const { stores } = await show(CRASH);
    await click(named('button', 'Alerts: one new'));
    const [entry] = document.querySelectorAll<HTMLElement>('.alert-list button');
    expect(entry?.textContent).toContain('worker (7) ended: crash');
    expect(named('button', 'Alerts')).toBeDefined();
    if (entry !== undefined) await click(entry);
    expect(stores.view.getState()).toMatchObject({ place: 'run', activeRun: 'r' });
    const [run] = stores.runs.store.getState().runs;
    expect(run === undefined ? undefined : viewStoreOf(run.model).getState().selected).toBe(1);
  });

  it('counts nothing that comes while its list is open', async () => {
    const { send } = await show(CRASH);
    await click(named('button', 'Alerts: one new'));
    await send(CRASH.length, eventsFrom('8 exit 6 SIGSEGV\n9 verdict 6 crash'));
    expect(document.querySelectorAll('.alert-list li')).toHaveLength(2);
    expect(named('button', 'Alerts')).toBeDefined();
  });

  it('counts each event once, though the run is sent anew', async () => {
    const { send } = await show(CRASH);
    await send(0, CRASH);
    await click(document.querySelector<HTMLElement>('.alert-bell') ?? document.body);
    expect(document.querySelectorAll('.alert-list li')).toHaveLength(1);
  });

  it('counts nothing again that was looked at before the page was loaded anew, and lists nothing that was cleared', async () => {
    await show(CRASH);
    await click(named('button', 'Alerts: one new'));
    unmount();
    document.body.replaceChildren();
    await show(CRASH);
    await click(named('button', 'Alerts'));
    await click(named('button', 'Clear the list'));
    unmount();
    document.body.replaceChildren();
    const { send } = await show(CRASH);
    await click(named('button', 'Alerts'));
    expect(document.querySelectorAll('.alert-list li')).toHaveLength(0);
    await send(CRASH.length, eventsFrom('8 exit 6 SIGSEGV\n9 verdict 6 crash'));
    expect(document.querySelectorAll('.alert-list li')).toHaveLength(1);
  });

  it('counts nothing of a run that was put away', async () => {
    const { stores } = await show(CRASH);
    act(() => stores.runs.forget('r'));
    expect(named('button', 'Alerts')).toBeDefined();
  });

  it('lists nothing of a run that was put away', async () => {
    const { stores } = await show(CRASH);
    act(() => stores.runs.forget('r'));
    await click(document.querySelector<HTMLElement>('.alert-bell') ?? document.body);
    expect(document.querySelectorAll('.alert-list li')).toHaveLength(0);
  });

  it('names the run as its tab does: a demo by its words', async () => {
    const started = eventsFrom('0 run node demo').map((event) => ({ ...event, demo: 'crash-course' }));
    await show([...started, ...CRASH] as readonly RunEvent[]);
    await click(named('button', 'Alerts: one new'));
    expect(document.querySelector('.alert-list button')?.textContent).toContain('Four ways to end');
  });

  it('says the newest to a screen reader', async () => {
    await show(CRASH);
    await expect.poll(() => document.querySelector('[data-testid=alert-words]')?.textContent).toContain('crash');
  });

  it('is silent for a recording, and says what it is for', async () => {
    await show(CRASH, false);
    await click(named('button', 'Alerts'));
    expect(document.querySelector('.alert-none')?.textContent).toContain('Choose what to be told of');
  });
});
