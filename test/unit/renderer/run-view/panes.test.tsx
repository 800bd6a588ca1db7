// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { RunView } from '../../../../src/renderer/run-view/RunView';
import { defaultPaneLayout, type PaneLayout } from '../../../../src/shared/pane-layout';
import { defaultSettings, type SettingsPatch } from '../../../../src/shared/settings';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { modelFrom } from '../../../support/renderer/recording-from';
import { click, named, press, render } from '../../../support/renderer/render';

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
});

async function show(paneLayout: PaneLayout = defaultPaneLayout) {
  const model = modelFrom('0 run sh\n1 start 100 sh');
  const fake = fakeBridge({
    writeSettings: (patch: SettingsPatch) => ({ ok: true, value: { ...defaultSettings, ...patch } }),
  });
  const drawn = await render(<RunView model={model} revision={model.revision} isLive title="sh" />, fake, {
    settings: { paneLayout },
  });
  unmount = drawn.unmount;
}

const panes = (): readonly string[] =>
  [...document.querySelectorAll('.rv-panes > :not(.rv-separator)')].map(
    ({ className }) => className.split(' ').at(-1) ?? '',
  );
const separator = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[role=separator][aria-label*="${name}"]`);
  if (found === null) throw new Error(`Expected a separator ${name}, found none.`);
  return found;
};
const item = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('[role^=menuitem]')].find((one) => one.textContent === name);
  if (found === undefined) throw new Error(`Expected ${name} in the menu, found none.`);
  return found;
};
const openMenu = async (): Promise<void> => {
  await click(named('button', 'Panes: show, hide, move'));
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
};

describe('the panes of the run view', () => {
  it('are resized by keys, and put back', async () => {
    await show();
    const border = separator('two charts');
    await press(border, 'ArrowRight');
    expect(border.getAttribute('aria-valuenow')).toBe('54');
    await press(border, 'Home');
    expect(border.getAttribute('aria-valuenow')).toBe('20');
    await press(border, 'Enter');
    expect(border.getAttribute('aria-valuenow')).toBe('50');
    const rows = document.querySelector<HTMLElement>('.rv-panes')?.style.getPropertyValue('--rv-rows');
    await press(separator('Processes over time'), 'ArrowDown');
    expect(document.querySelector<HTMLElement>('.rv-panes')?.style.getPropertyValue('--rv-rows')).not.toBe(rows);
  });

  it('are hidden, moved and put back by a menu', async () => {
    await show();
    expect(panes()).toEqual(['rv-charts', 'rv-lanes', 'rv-details']);
    await openMenu();
    await click(item('Move “Tables and verdict” up'));
    expect(panes()).toEqual(['rv-charts', 'rv-details', 'rv-lanes']);
    await click(item('Charts'));
    expect(panes()).toEqual(['rv-details', 'rv-lanes']);
    await click(item('Panes as at first'));
    expect(panes()).toEqual(['rv-charts', 'rv-lanes', 'rv-details']);
  });

  it('stand as they were left', async () => {
    await show({ ...defaultPaneLayout, order: ['tables', 'charts', 'lanes'], hidden: ['charts'] });
    expect(panes()).toEqual(['rv-details', 'rv-lanes']);
  });
});
