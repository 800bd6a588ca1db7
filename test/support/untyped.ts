/** The library as JavaScript sees it, which may call anything with anything. */
export interface Untyped extends Readonly<Record<Names, Untyped>> {
  // eslint-disable-next-line @typescript-eslint/no-misused-new -- JavaScript tells no class from a function
  new (...args: readonly unknown[]): Untyped;
  (...args: readonly unknown[]): Untyped;
}

type Names =
  | 'Array'
  | 'Barrier'
  | 'BoundedSemaphore'
  | 'Condition'
  | 'Event'
  | 'JoinableQueue'
  | 'Lock'
  | 'Manager'
  | 'Pipe'
  | 'Pool'
  | 'Process'
  | 'Queue'
  | 'RLock'
  | 'Semaphore'
  | 'SharedArray'
  | 'SimpleQueue'
  | 'Value'
  | 'acquire'
  | 'apply'
  | 'applyAsync'
  | 'dict'
  | 'get'
  | 'hold'
  | 'imap'
  | 'list'
  | 'map'
  | 'name'
  | 'poll'
  | 'put'
  | 'recv'
  | 'resize'
  | 'starmap'
  | 'update'
  | 'wait'
  | 'waitFor'
  | 'withLock'
  | 0;

/** The cast is the point. */
export function untyped(value: unknown): Untyped {
  return value as Untyped;
}
