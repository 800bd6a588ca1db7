import { IconCheck, IconMinus, IconPlayerStopFilled, IconX } from '@tabler/icons-react';
import type { ExitTone } from '../../../shared/picture/exit';

const ICONS = { ok: IconCheck, early: IconX, stopped: IconPlayerStopFilled, unseen: IconMinus } as const;

interface ExitIconProps {
  readonly tone: ExitTone;
}

/** How an end went, as the same mark as at the end of a lane. */
export function ExitIcon({ tone }: ExitIconProps) {
  const Icon = ICONS[tone];
  return <Icon className="rv-exit-icon" data-tone={tone} size={13} stroke={2.4} aria-hidden />;
}
