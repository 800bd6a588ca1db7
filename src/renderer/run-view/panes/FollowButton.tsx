import { IconArrowDown } from '@tabler/icons-react';
import { useSay } from '../words';

interface FollowButtonProps {
  readonly onClick: () => void;
}

/** Back to the newest line of a list that one scrolled up in. */
export function FollowButton({ onClick }: FollowButtonProps) {
  const say = useSay();
  return (
    <button type="button" className="rv-follow" onClick={onClick}>
      <IconArrowDown size={14} stroke={1.8} aria-hidden />
      {say('side.follow')}
    </button>
  );
}
