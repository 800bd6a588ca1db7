import { memo } from 'react';
import { LaneMark, type LaneMarkName } from '../../marks/LaneMark';
import { useSay } from '../words';

const SHOWN: readonly LaneMarkName[] = ['task', 'join', 'queue', 'lock', 'unjoined', 'joined', 'early'];

/** What the marks mean. */
export const LaneLegend = memo(function LaneLegend() {
  const say = useSay();
  return (
    <ul className="rv-legend">
      {SHOWN.map((name) => (
        <li key={name} className="rv-legend-entry" title={say(`mark.${name}`)}>
          <LaneMark name={name} />
          <span className="rv-legend-words">{say(`mark.${name}`)}</span>
        </li>
      ))}
    </ul>
  );
});
