import { useEffect } from 'react';
import type { MomentKind } from '../../shared/replay/moments';
import { type ReplayControls, speeds } from './replay-controls';

/** Lower case goes on, upper case back. */
const KINDS: Readonly<Record<string, MomentKind>> = { e: 'exit', j: 'join', h: 'hang', f: 'failure' };

/** K plays and holds, E J H F step, L goes to the end, < and > change the speed; wherever the focus is but in a field. */
export function useReplayKeys(controls: ReplayControls): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (actOn(event.key, controls)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [controls]);
}

/** @returns whether the key means something. */
function actOn(key: string, controls: ReplayControls): boolean {
  const kind = KINDS[key.toLowerCase()];
  if (kind !== undefined) controls.step(key === key.toLowerCase() ? 1 : -1, kind);
  else if (key === 'k') controls.toggle();
  else if (key === 'l') controls.goToEnd();
  else if (key === '<' || key === '>') {
    const speed = speeds[speeds.indexOf(controls.speed) + (key === '>' ? 1 : -1)];
    if (speed !== undefined) controls.setSpeed(speed);
  } else return false;
  return true;
}

/** In fields a letter is a letter, and in a dialog nothing behind it moves. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]') !== null
  );
}
