import { useId } from 'react';

export type LaneMarkName =
  'life' | 'task' | 'failed' | 'join' | 'queue' | 'lock' | 'ok' | 'early' | 'unjoined' | 'joined';

interface LaneMarkProps {
  readonly name: LaneMarkName;
}

/** One of the lanes' marks in small, for legends, tooltips and tables. */
export function LaneMark({ name }: LaneMarkProps) {
  const id = useId();
  return (
    <svg className="js-mark" width="16" height="12" viewBox="0 0 16 12" aria-hidden="true">
      {MARKS[name](id)}
    </svg>
  );
}

const block = { x: 0.5, y: 1, width: 15, height: 10, rx: 2 };

const MARKS: Readonly<Record<LaneMarkName, (id: string) => React.JSX.Element>> = {
  life: () => <path d="M0 6H16" stroke="var(--js-dim)" strokeWidth="1.5" />,
  task: () => <rect {...block} fill="var(--js-p1)" />,
  failed: () => (
    <>
      <rect {...block} fill="var(--js-p1)" />
      <rect x="0.5" y="8" width="15" height="3" fill="var(--js-bad)" />
    </>
  ),
  join: (id) => (
    <>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M1 0V4" stroke="var(--js-dim)" strokeWidth="1.4" />
      </pattern>
      <rect {...block} fill={`url(#${id})`} />
    </>
  ),
  queue: (id) => (
    <>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect x="1" y="1" width="1.5" height="1.5" fill="var(--js-dim)" />
      </pattern>
      <rect {...block} fill={`url(#${id})`} />
    </>
  ),
  lock: (id) => (
    <>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M1 0V4M0 1H4" stroke="var(--js-bad)" strokeWidth="1" />
      </pattern>
      <rect {...block} fill={`url(#${id})`} />
    </>
  ),
  ok: () => (
    <>
      <circle cx="8" cy="6" r="5.5" fill="var(--js-ok)" />
      <path d="M5.5 6.2L7.4 8L10.6 4.4" fill="none" stroke="var(--js-bg)" strokeWidth="1.5" />
    </>
  ),
  early: () => (
    <>
      <circle cx="8" cy="6" r="5.5" fill="var(--js-bad)" />
      <path d="M6 4L10 8M10 4L6 8" stroke="var(--js-bg)" strokeWidth="1.5" />
    </>
  ),
  unjoined: () => <rect {...block} fill="none" stroke="var(--js-warn)" strokeWidth="1.2" strokeDasharray="2.5 2" />,
  joined: () => (
    <path d="M3 11C3 5 7 3 12 3M9.5 0.8L12.4 3L9.5 5.4" fill="none" stroke="var(--js-ok)" strokeWidth="1.4" />
  ),
};
