import type { Cause, Confidence, HangKind } from '../../src/shared/verdict';

/** What the verdict on one process must be, at the end of the run. */
export interface ExpectedEnd {
  /** `main` is the command itself; else the process whose name fits, of several the first. */
  readonly who: 'main' | RegExp;
  readonly cause: Cause;
  /** It may be surer, never less sure. */
  readonly atLeast: Confidence;
  /** And not surer than this: what the evidence does not allow. */
  readonly atMost?: Confidence;
  /** Keys of sentences, the headline among them, that must be there. */
  readonly says?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  /** The program's text; each is written to a file of its own, because spawn imports it again. */
  readonly program: { readonly python: string } | { readonly node: string } | { readonly shell: string };
  /** Without probes. */
  readonly isUnprobed?: boolean;
  /** Done by us as soon as the program prints `ready`, with the pid that it prints behind it. */
  readonly then?: 'stop' | 'kill-run' | { readonly signal: NodeJS.Signals };
  readonly timeoutMs?: number;
  readonly ends?: readonly ExpectedEnd[];
  /** The kind that must be found. Without it none may be. */
  readonly hang?: { readonly kind: HangKind; readonly atLeast: Confidence; readonly atMost?: Confidence };
  /** Why it cannot be tried on this machine, for a person. */
  readonly impossible?: string | undefined;
}

const CONFIDENCES: readonly Confidence[] = ['unknown', 'likely', 'very-likely', 'certain'];

/** Whether `found` lies between the two. */
export function isWithin(found: Confidence, atLeast: Confidence, atMost: Confidence = 'certain'): boolean {
  const place = (confidence: Confidence) => CONFIDENCES.indexOf(confidence);
  return place(found) >= place(atLeast) && place(found) <= place(atMost);
}

/** Python's three ways to start a child. */
export const startMethods = ['fork', 'spawn', 'forkserver'] as const;
export type StartMethod = (typeof startMethods)[number];

/**
 * A program with one child, that is started in that way.
 *
 * @param work the child's body.
 * @param then what its parent does with `p`, and more arguments of Process.
 */
export function withChild(method: StartMethod, work: string, then: string | readonly [string, string] = 'p.join()') {
  const [parent, options] = typeof then === 'string' ? [then, ''] : then;
  return `import ctypes, os, signal, sys, time, multiprocessing as mp
def work():
    ${work.split('\n').join('\n    ')}
def told_ready():
    open(__file__ + '.ready', 'w').close()
def until_ready():
    while not os.path.exists(__file__ + '.ready'): time.sleep(0.02)
def unrelated_cleanup(p):
    p.terminate()
if __name__ == '__main__':
    mp.set_start_method('${method}')
    p = mp.Process(target=work${options})
    p.start()
    ${parent.split('\n').join('\n    ')}
`;
}
