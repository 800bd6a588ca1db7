import type { Milliseconds } from '../../shared/units';

/** What to do about a signal that this program got while a command runs. */
export type SignalResponse =
  /** The command has it already. */
  | 'ignore'
  /** Pass it on to the command. */
  | 'forward'
  /** Let the command end: SIGTERM, and SIGKILL if it does not. */
  | 'stop'
  /** End the command by force. */
  | 'kill';

/**
 * - `terminal`: the command shares the terminal's foreground group, so Ctrl-C reaches it
 *   without our doing. Two within two seconds mean that it did not help.
 * - `script`: nobody else tells the command, so the first signal is passed on. A second one
 *   means that it did not help.
 * - `demo`: as `script`, but the demo is ours to stop.
 * - `watch`: the program is not ours; any signal ends the watch alone.
 */
export type SignalSetting = 'terminal' | 'script' | 'demo' | 'watch';

/** Signals that ask a program to end. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type EndingSignal = (typeof endingSignals)[number];

const INSISTENCE: Milliseconds = 2000;
/** Sent by the terminal to its whole foreground group (termios(3): VINTR, VQUIT, and a hangup). */
const FROM_TERMINAL: ReadonlySet<EndingSignal> = new Set(['SIGINT', 'SIGQUIT', 'SIGHUP'] as const);

/** Decides about each signal in turn. */
export class SignalPolicy {
  readonly #setting: SignalSetting;
  #last: { readonly signal: EndingSignal; readonly at: Milliseconds } | undefined;

  constructor(setting: SignalSetting) {
    this.#setting = setting;
  }

  decide(signal: EndingSignal, at: Milliseconds): SignalResponse {
    if (this.#setting === 'watch') return 'stop';
    const last = this.#last;
    this.#last = { signal, at };
    if (this.#setting === 'terminal' && FROM_TERMINAL.has(signal)) {
      const isInsisting = signal === 'SIGINT' && last?.signal === 'SIGINT' && at - last.at <= INSISTENCE;
      return isInsisting ? 'kill' : 'ignore';
    }
    if (last !== undefined) return 'kill';
    return this.#setting === 'demo' ? 'stop' : 'forward';
  }
}
