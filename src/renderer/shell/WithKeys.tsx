import { KeyCaps } from '../palette/KeyCaps';

/** A tooltip's text with the keys that do the same. */
export function withKeys(text: string, keys: string | undefined) {
  return (
    <span className="with-keys">
      {text}
      {keys !== undefined && <KeyCaps keys={keys} />}
    </span>
  );
}
