import { useMemo } from 'react';
import { useSay } from '../words';
import { exitText } from '../exit-text';
import type { LaneTexts } from './lane-paint';

/** The words on the canvas; a new object when the language changes. */
export function useLaneTexts(): LaneTexts {
  const say = useSay();
  return useMemo(
    () => ({
      exit: ({ exit }) => (exit === undefined ? '' : exitText(exit, say)),
      unjoined: say('mark.unjoined'),
      group: ({ by, title, count }) =>
        say(`lane.inGroup.${title === '' ? `${by}None` : by}`, {
          title: by === 'cause' && title !== '' ? say(`cause.${title}`) : title,
          count,
        }),
      shape: ({ span, label }) => say(`span.${span}`, { label }),
    }),
    [say],
  );
}
