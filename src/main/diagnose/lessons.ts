/** Which lesson teaches a cause; a name that no lesson has is shown nowhere. */
import type { Cause } from '../../shared/verdict';

const BY_TITLE: Readonly<Record<string, string>> = {
  'title.spawn-guard': 'spawn-guard',
  'title.child-set-up': 'start-methods',
  'title.too-early': 'pool-worker-dies',
  'title.ended-with-pool': 'pool-map',
  'title.ended-as-daemon': 'parent-leaves-first',
  'title.broken-pipe': 'pipe',
};

const BY_CAUSE: Partial<Readonly<Record<Cause, string>>> = {
  'exit-status': 'exit-codes',
  'uncaught-exception': 'uncaught-exception',
  crash: 'exit-codes',
  signal: 'signals',
  'terminated-by-program': 'hidden-terminate',
  'out-of-memory': 'limits-and-oom',
  'resource-limit': 'limits-and-oom',
  'parent-exited-first': 'parent-leaves-first',
};

export function lessonOf(cause: Cause, title: string): string | undefined {
  return BY_TITLE[title] ?? BY_CAUSE[cause];
}
