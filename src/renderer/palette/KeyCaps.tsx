import { useData } from '../store/hooks';
import { keyCaps } from './commands';

interface KeyCapsProps {
  /** None: nothing is drawn. */
  readonly keys: string | undefined;
}

/** The keys of a command, drawn as keys. */
export function KeyCaps({ keys }: KeyCapsProps) {
  const platform = useData(({ facts }) => facts.platform);
  if (keys === undefined) return null;
  return (
    <span className="key-caps">
      {keyCaps(keys, platform).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
