import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface SeparatorProps {
  readonly label: string;
  /** Of the line itself: a horizontal one stands between two panes above each other. */
  readonly orientation: 'horizontal' | 'vertical';
  /** Share of the room of both neighbours that the first one has, 0 to 1. */
  readonly value: number;
  /** While it is dragged. */
  readonly onPreview: (value: number) => void;
  /** It was let go, or moved by a key. */
  readonly onChange: (value: number) => void;
  /** A double click, or Enter: as at first. */
  readonly onReset: () => void;
}

/** Of the room of both neighbours, a key press. */
const STEP = 0.04;

/** The line between two panes: dragged, or moved by arrows (WAI-ARIA, "Window Splitter Pattern"). */
export function Separator({ label, orientation, value, onPreview, onChange, onReset }: SeparatorProps) {
  const dragged = useRef<number>(undefined);
  const isHorizontal = orientation === 'horizontal';
  const valueAt = (event: PointerEvent<HTMLElement>): number | undefined => {
    const before = event.currentTarget.previousElementSibling?.getBoundingClientRect();
    const after = event.currentTarget.nextElementSibling?.getBoundingClientRect();
    if (before === undefined || after === undefined) return undefined;
    const [from, to, at] = isHorizontal
      ? [before.top, after.bottom, event.clientY]
      : [before.left, after.right, event.clientX];
    return to > from ? (at - from) / (to - from) : undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = isHorizontal
      ? { ArrowUp: -STEP, ArrowDown: STEP, Home: -1, End: 1 }
      : { ArrowLeft: -STEP, ArrowRight: STEP, Home: -1, End: 1 };
    const step = steps[event.key];
    if (step !== undefined) onChange(value + step);
    else if (event.key === 'Enter') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="separator"
      className="rv-separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 100)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = value;
      }}
      onPointerMove={(event) => {
        const next = dragged.current === undefined ? undefined : valueAt(event);
        if (next === undefined) return;
        dragged.current = next;
        onPreview(next);
      }}
      onPointerUp={() => {
        const last = dragged.current;
        dragged.current = undefined;
        if (last !== undefined) onChange(last);
      }}
    />
  );
}
