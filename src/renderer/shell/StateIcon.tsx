import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconPlayerPause from '@tabler/icons-react/icons/IconPlayerPause';
import IconPlayerStop from '@tabler/icons-react/icons/IconPlayerStop';
import IconX from '@tabler/icons-react/icons/IconX';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../store/run-state';

interface StateIconProps {
  /** `doubtful`: not known to have gone wrong, and not known to be well. */
  readonly state: RunState | 'doubtful';
  readonly size: number;
}

/** A run's state as a mark with its colour; the words beside it, or its label, say the same. */
export function StateIcon({ state, size }: StateIconProps) {
  const { t } = useTranslation();
  const label = t(`state.${state}`);
  if (state === 'running') return <span className="state-dot" role="img" aria-label={label} />;
  const look = { size, stroke: 2.2, role: 'img', 'aria-label': label, className: `state-icon state-${state}` };
  if (state === 'paused') return <IconPlayerPause {...look} />;
  if (state === 'ok') return <IconCheck {...look} />;
  if (state === 'stopped') return <IconPlayerStop {...look} />;
  return state === 'doubtful' ? <IconAlertTriangle {...look} /> : <IconX {...look} />;
}
