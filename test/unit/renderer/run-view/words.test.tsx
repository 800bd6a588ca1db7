// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { useSay } from '../../../../src/renderer/run-view/words';
import { texts } from '../../../../src/shared/locales';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { render } from '../../../support/renderer/render';

function Title() {
  return <h1>{useSay()('lane.title')}</h1>;
}

it('a text that is kept for the next time is that of the language of the time', async () => {
  const drawn = await render(<Title />, fakeBridge());
  const title = (): string => drawn.place.querySelector('h1')?.textContent ?? '';
  expect(title()).toBe(texts.en.run.lane.title);
  await act(() => drawn.texts.changeLanguage('zh'));
  expect(title()).toBe(texts.zh.run.lane.title);
  await act(() => drawn.texts.changeLanguage('en'));
  expect(title()).toBe(texts.en.run.lane.title);
  drawn.unmount();
});
