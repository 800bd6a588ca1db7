import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { vi } from 'vitest';
import { createTexts } from '../../../src/renderer/i18n/i18n';
import { createActions } from '../../../src/renderer/store/actions';
import { connectStores } from '../../../src/renderer/store/stores';
import { StoresContext } from '../../../src/renderer/store/stores-context';
import { defaultSettings, type Settings } from '../../../src/shared/settings';
import { facts, type FakeBridge } from './fake-bridge';

// React asks for this before it lets a test wait for its work.
(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

interface Options {
  readonly settings?: Partial<Settings>;
  readonly memory?: Storage;
}

/** Draws a part of the window as main.tsx does, on a fake main. */
export async function render(part: ReactNode, { bridge }: FakeBridge, { settings, memory }: Options = {}) {
  const given = { facts, settings: { ...defaultSettings, ...settings } };
  const stores = connectStores(bridge, given, {
    session: memory ?? window.sessionStorage,
    lasting: memory ?? window.sessionStorage,
  });
  const tell = vi.fn();
  const tellWritten = vi.fn();
  const tellCopied = vi.fn();
  const actions = createActions(stores, { tell, tellWritten, tellCopied });
  const texts = createTexts('en');
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => {
    root.render(
      <I18nextProvider i18n={texts}>
        <MantineProvider env="test">
          <StoresContext value={{ stores, actions }}>{part}</StoresContext>
        </MantineProvider>
      </I18nextProvider>,
    );
    await Promise.resolve();
  });
  return { place, stores, actions, tell, tellWritten, tellCopied, texts, unmount: () => act(() => root.unmount()) };
}

/** Finds the element that a person would name so: by its label, or by what it says. */
export function named<Tag extends 'input' | 'button'>(selector: Tag, name: string): HTMLElementTagNameMap[Tag] {
  const found = [...document.querySelectorAll(selector)].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent).trim() === name,
  );
  if (found === undefined) throw new Error(`Expected ${selector} named “${name}”, found none.`);
  return found;
}

/** A tab by what it begins with: a count may follow. */
export function tabNamed(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((tab) =>
    tab.textContent.startsWith(name),
  );
  if (found === undefined) throw new Error(`Expected a tab ${name}, found none.`);
  return found;
}

export const click = (element: HTMLElement): Promise<void> =>
  act(async () => {
    element.click();
    await Promise.resolve();
  });

export const press = (element: EventTarget, key: string, modifiers: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...modifiers }),
    );
    // The list of a combobox counts its options in the next turn.
    await new Promise((resolve) => setTimeout(resolve));
  });

/** Types a text into a field as React hears it. */
export const type = (field: HTMLInputElement, text: string): Promise<void> =>
  act(async () => {
    Reflect.set(HTMLInputElement.prototype, 'value', text, field);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
  });
