import { childIdentity } from './process/identity';

/** Names for processes, pools and queues of this process that were given none, after CPython (`Process-1`). */
const counts = new Map<string, number>();

/** `process-1`, in a child of this name `process-1:1`: never the same twice in one process. */
export function nextName(kind: string): string {
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  const [, ownPath] = /-(\d+(?::\d+)*)$/.exec(childIdentity()?.name ?? '') ?? [];
  return `${kind}-${ownPath === undefined ? '' : `${ownPath}:`}${count}`;
}
