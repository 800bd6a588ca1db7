import { useData } from '../store/hooks';
import { keyCaps } from './commands';

interface KeyCapsProps {
  readonly keys: string;
}

/** The keys of a command, drawn as keys. */
export function KeyCaps({ keys }: KeyCapsProps) {
  const platform = useData(({ facts }) => facts.platform);
  return (
    <span className="key-caps">
      {keyCaps(keys, platform).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
