interface MarkProps {
  /** CSS pixels, width and height. */
  readonly size: number;
}

/** Our sign: processes that join into one. The same drawing as `resources/icon.svg`. */
export function Mark({ size }: MarkProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <g stroke="var(--js-accent)" strokeWidth="2.4" strokeLinecap="round">
        <path d="M2.5 5.5h4.2c4.6 0 4.4 6.5 9.3 6.5" />
        <path d="M2.5 12h13.5" />
        <path d="M2.5 18.5h4.2c4.6 0 4.4-6.5 9.3-6.5h5.5" />
      </g>
      <circle cx="16" cy="12" r="3.1" fill="var(--js-accent)" />
    </svg>
  );
}
