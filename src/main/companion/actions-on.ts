import { setPriority } from 'node:os';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds } from '../../shared/units';
import { ProcessActions } from '../launch/act-on-processes';
import type { Watch } from './watch';

interface Teller {
  readonly now: () => Milliseconds;
  readonly emit: (event: RunEvent) => void;
}

/** What a person can do to the processes that a watch follows, each told as an event. */
export function actionsOn(watch: Watch, { now, emit }: Teller): ProcessActions {
  return new ProcessActions({
    living: () => watch.living,
    startTicksOf: (pid) => watch.startTicksOf(pid),
    kill: (pid, signal) => process.kill(pid, signal),
    setPriority: (pid, nice) => setPriority(pid, nice),
    onSignal: (pid, signal) => emit({ type: 'signal-sent', t: now(), pid, signal, by: 'joinscope' }),
    onReniced: (pid, nice) => emit({ type: 'notice', t: now(), level: 'info', id: 'reniced', values: { pid, nice } }),
    onPaused: (isPaused, count) => emit({ type: isPaused ? 'run-paused' : 'run-resumed', t: now(), count }),
    onRefused: (id, values) => emit({ type: 'notice', t: now(), level: 'warning', id, values }),
  });
}
