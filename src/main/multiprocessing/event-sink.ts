import type { Fact } from '../../shared/events';
import type { Report } from '../../shared/report';
import type { MonotonicMilliseconds } from '../../shared/units';
import { callSafely } from './call-safely';
import { isLogging, logFact } from './log';
import { monotonicNow } from './monotonic-clock';
import { findReporter } from './reporter';

/** Takes what happens in the library, as it happens. */
export type EventListener = (report: Report) => void;

/** Where the library's parts say what happened; `at` is now where it is left out. */
export type EventSink = (fact: Fact, at?: MonotonicMilliseconds) => void;

/**
 * Tells the caller's listener, whoever watches the program and the log; `undefined` when none
 * is there, so that nothing is made up for nobody.
 *
 * What a listener throws is the program's uncaught error; the library goes on.
 */
export function eventSink(listener: EventListener | undefined): EventSink | undefined {
  const reporter = findReporter();
  const isLogged = isLogging();
  if (listener === undefined && reporter === undefined && !isLogged) return undefined;
  return (fact, at = monotonicNow()) => {
    const report: Report = { ...fact, at };
    reporter?.report(report);
    if (isLogged) logFact(fact);
    if (listener !== undefined) callSafely(listener, report);
  };
}
