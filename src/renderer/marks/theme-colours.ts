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

/**
 * With forced colours the variables name the system's few (`theme/base.css`). A canvas has to see to that
 * itself (CSS Color Adjustment 1, 3.1), and is given what they are now.
 */
function resolved(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const probe = document.body.appendChild(document.createElement('i'));
  const now = [...values].map(([token, value]) => {
    probe.style.color = value;
    return [token, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return new Map(now);
}

const isForced = (): boolean => matchMedia('(forced-colors: active)').matches;

function readThemeColours(): ThemeColours {
  const style = getComputedStyle(document.documentElement);
  const values = new Map<string, string>(TOKENS.map((token) => [token, style.getPropertyValue(token).trim()]));
  const shown = isForced() ? resolved(values) : values;
  const of = (token: string): string => shown.get(token) ?? '';
  return { of, ofProcess: (index) => canvasColourOf(index, of) };
}

let current: ThemeColours | undefined;
let listeners = 0;

function subscribe(onChange: () => void): () => void {
  listeners += 1;
  const refresh = (): void => {
    current = undefined;
    onChange();
  };
  const observer = new MutationObserver(refresh);
  observer.observe(document.documentElement, { attributes: true });
  const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  for (const one of media) one.addEventListener('change', refresh);
  return () => {
    observer.disconnect();
    for (const one of media) one.removeEventListener('change', refresh);
    listeners -= 1;
    // Nobody would hear of a theme that is changed in the settings, where no picture is.
    if (listeners === 0) current = undefined;
  };
}

/** The theme's colours; a new object when the theme changes, so that a canvas redraws. */
export function useThemeColours(): ThemeColours {
  return useSyncExternalStore(subscribe, () => (current ??= readThemeColours()));
}
