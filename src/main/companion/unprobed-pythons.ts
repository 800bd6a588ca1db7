import type { RunEvent, RunEventOf } from '../../shared/events';
import { isPython, shuttingOption } from '../../shared/python-options';
import type { Milliseconds, Pid } from '../../shared/units';

/** A Python that has not said hello by then has not loaded the probe. */
const PATIENCE: Milliseconds = 2000;
/** One that has ended after so long a life would have said hello; `python3 --version` is over before. */
const LIVED: Milliseconds = 500;

type Notice = RunEventOf<'notice'>;

interface Candidate {
  readonly t: Milliseconds;
  readonly flag: string | undefined;
}

/** Finds the Python programs of a run that run without the probe, and says so once for each reason. */
export class UnprobedPythons {
  readonly #candidates = new Map<Pid, Candidate>();
  readonly #probed = new Set<Pid>();
  readonly #told = new Set<string>();

  /** It has loaded the probe. */
  hello(pid: Pid): void {
    this.#probed.add(pid);
    this.#candidates.delete(pid);
  }

  /** @returns what is to be told. */
  take(event: RunEvent): Notice[] {
    switch (event.type) {
      case 'process-exec':
        this.#probed.delete(event.pid);
        return this.#begin(event);
      case 'process-started':
        // A fork of a Python is no start of Python, and the kernel tells of an exec.
        return event.seenBy === 'launch' || event.seenBy === 'polling' ? this.#begin(event) : [];
      case 'process-exited':
        return this.#end(event);
      default:
        return [];
    }
  }

  /** Those that have lived on without a word. */
  look(t: Milliseconds): Notice[] {
    const silent = [...this.#candidates].filter(([, candidate]) => t - candidate.t >= PATIENCE);
    return silent.flatMap(([pid, candidate]) => this.#tell(pid, candidate, t));
  }

  #begin({ pid, argv, t }: RunEventOf<'process-exec' | 'process-started'>): Notice[] {
    this.#candidates.delete(pid);
    const command = argv ?? [];
    if (!isPython(command) || this.#probed.has(pid)) return [];
    this.#candidates.set(pid, { t, flag: shuttingOption(command) });
    return [];
  }

  #end({ pid, t }: RunEventOf<'process-exited'>): Notice[] {
    const candidate = this.#candidates.get(pid);
    this.#candidates.delete(pid);
    this.#probed.delete(pid);
    if (candidate === undefined) return [];
    return candidate.flag !== undefined || t - candidate.t >= LIVED ? this.#tell(pid, candidate, t) : [];
  }

  #tell(pid: Pid, { flag }: Candidate, t: Milliseconds): Notice[] {
    this.#candidates.delete(pid);
    const key = flag ?? '';
    if (this.#told.has(key)) return [];
    this.#told.add(key);
    return flag === undefined
      ? [{ type: 'notice', t, level: 'info', id: 'python-unprobed', values: { pid } }]
      : [{ type: 'notice', t, level: 'info', id: 'python-unprobed-option', values: { pid, option: flag } }];
  }
}
