/** Names for processes, pools and queues of this process that were given none, after CPython (`Process-1`). */
const counts = new Map<string, number>();

/** `worker-1`, `worker-2`, ...: never the same twice in one process. */
export function nextName(kind: 'worker' | 'process' | 'pool' | 'queue'): string {
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  return `${kind}-${count}`;
}
