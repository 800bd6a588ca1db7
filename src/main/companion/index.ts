/**
 * Entry of the companion's process (`protocol.ts`).
 *
 * Signals of a terminal reach it with the program, and its run says what they mean: it lives
 * on until its run tells it to end, or has gone.
 */
import { closeInheritedDescriptors } from '../launch/close-inherited-descriptors';
import { Companion } from './companion';
import type { CompanionReport, CompanionRequest } from './protocol';

/** The fork's channel stands behind stdin, stdout and stderr (runs/fork-companion.ts). */
const CHANNEL = 3;
closeInheritedDescriptors(new Set([CHANNEL]));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined);

let companion: Companion | undefined;

function report(message: CompanionReport): void {
  // A channel that closed meanwhile has its own event; the callback keeps the error from being thrown.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

process.on('message', (message) => {
  // From the run that forked this process, and nobody else has the channel.
  const request = message as CompanionRequest;
  if (request.type === 'launch') void launch(request);
  else if (request.type === 'stop') companion?.stop(request.reason);
  else companion?.forwardSignal(request.signal);
});

process.on('disconnect', () => void (companion?.abandon() ?? Promise.resolve()).then(() => process.exit(0)));

async function launch({ spec }: Extract<CompanionRequest, { type: 'launch' }>): Promise<void> {
  companion = new Companion(spec, report);
  await companion.run();
  // The last messages leave first; then nothing keeps this process.
  process.send?.({ type: 'done' } satisfies CompanionReport, undefined, undefined, () => process.exit(0));
}
