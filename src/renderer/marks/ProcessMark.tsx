import { cssColourOf, hueOf } from '../../shared/picture/process-colour';

interface ProcessMarkProps {
  /** Position in order of start. */
  readonly index: number;
}

/** The small square in a process's colour; a notch tells the second step of a hue from the first. */
export function ProcessMark({ index }: ProcessMarkProps) {
  const colour = cssColourOf(index);
  return (
    <svg className="js-mark" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <rect width="10" height="10" rx="2.5" fill={colour} />
      {hueOf(index).isSecondStep && <circle cx="5" cy="5" r="2" fill="var(--js-bg)" />}
    </svg>
  );
}
