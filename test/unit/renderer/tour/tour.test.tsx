// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Tour } from '../../../../src/renderer/tour/Tour';
import { TourInvitation } from '../../../../src/renderer/tour/TourInvitation';
import { tourSteps } from '../../../../src/renderer/tour/tour-steps';
import { defaultSettings, type SettingsPatch } from '../../../../src/shared/settings';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { click, named, press, render } from '../../../support/renderer/render';

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  window.sessionStorage.clear();
});

const card = (): Element | null => document.querySelector('.tour-card');
const writtenBy = ({ calls }: ReturnType<typeof fakeBridge>) => calls.filter(([name]) => name === 'writeSettings');

async function show(fake = fakeBridge(), settings = {}) {
  const drawn = await render(
    <>
      <TourInvitation />
      <Tour />
    </>,
    fake,
    { settings },
  );
  unmount = drawn.unmount;
  return { ...drawn, fake };
}

const asMain = () =>
  fakeBridge({
    startDemo: () => ({ ok: true, value: 'demo' }),
    writeSettings: (patch: SettingsPatch) => ({ ok: true, value: { ...defaultSettings, ...patch } }),
  });

describe('the tour', () => {
  it('has five steps, starts the demo on the way, and is not offered again', async () => {
    const { fake, stores } = await show(asMain());
    expect(tourSteps).toHaveLength(5);
    await click(named('button', 'Take the tour'));
    expect(document.activeElement?.textContent).toBe('Start the demo');
    await click(named('button', 'Start the demo'));
    expect(fake.calls).toContainEqual(['startDemo', 'crash-course']);
    for (const place of [2, 3, 4]) {
      expect(card()?.textContent).toContain(`Step ${place} of 5`);
      await click(named('button', 'Next'));
    }
    await click(named('button', 'Done'));
    expect(card()).toBeNull();
    expect(writtenBy(fake)).toEqual([['writeSettings', { tourSeen: true }]]);
    expect(stores.view.getState().place).toBe('run');
    expect(document.querySelector('.tour-invitation')).toBeNull();
  });

  it('goes back, is left by Escape, and can be taken again', async () => {
    const { actions } = await show(asMain(), { tourSeen: true });
    expect(document.querySelector('.tour-invitation')).toBeNull();
    act(() => actions.startTour());
    await click(named('button', 'Start the demo'));
    await click(named('button', 'Back'));
    expect(card()?.textContent).toContain('Step 1 of 5');
    await press(document.activeElement ?? document.body, 'Escape');
    expect(card()).toBeNull();
    act(() => actions.startTour());
    expect(card()?.textContent).toContain('Step 1 of 5');
  });

  it('ends where no demo starts', async () => {
    const { actions, tell } = await show(
      fakeBridge({ startDemo: () => ({ ok: false, fault: { name: 'Error', message: 'no' } }) }),
    );
    act(() => actions.startTour());
    await click(named('button', 'Start the demo'));
    expect(tell).toHaveBeenCalledOnce();
    expect(card()).toBeNull();
  });
});
