import { useSyncExternalStore } from 'react';
import { canvasColourOf } from '../../shared/picture/process-colour';

const TOKENS = [
  '--js-bg',
  '--js-panel',
  '--js-raised',
  '--js-line',
  '--js-line-strong',
  '--js-text',
  '--js-dim',
  '--js-faint',
  '--js-accent',
  '--js-ok',
  '--js-warn',
  '--js-bad',
  '--js-warn-text',
  '--js-bad-text',
  '--js-p1',
  '--js-p2',
  '--js-p3',
  '--js-p4',
  '--js-p5',
  '--js-p6',
] as const;

/** The theme's colours as values, for a canvas, which knows no variables. */
export interface ThemeColours {
  /** @param token a theme variable such as `--js-text`. */
  readonly of: (token: string) => string;
  /** @param index position of the process in order of start. */
  readonly ofProcess: (index: number) => string;
}

function readThemeColours(): ThemeColours {
  const style = getComputedStyle(document.documentElement);
  const values = new Map<string, string>(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()]));
  const of = (token: string): string => values.get(token) ?? '';
  return { of, ofProcess: (index) => canvasColourOf(index, of) };
}

let current: ThemeColours | undefined;

function subscribe(onChange: () => void): () => void {
  const refresh = (): void => {
    current = undefined;
    onChange();
  };
  const observer = new MutationObserver(refresh);
  observer.observe(document.documentElement, { attributes: true });
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', refresh);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', refresh);
  };
}

/** The theme's colours; a new object when the theme changes, so that a canvas redraws. */
export function useThemeColours(): ThemeColours {
  return useSyncExternalStore(subscribe, () => (current ??= readThemeColours()));
}
