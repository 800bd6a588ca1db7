/**
 * Entry of the companion's process (`protocol.ts`).
 *
 * Signals of a terminal reach it with the program, and its run says what they mean: it lives
 * on until its run tells it to end, or has gone.
 */
import { closeInheritedDescriptors } from '../launch/close-inherited-descriptors';
import { closeOnExec } from '../monitor/linux/close-on-exec';
import { Attachment } from './attachment';
import { Companion } from './companion';
import { optimiseLate } from './optimise-late';
import type { CompanionReport, CompanionRequest, SentReport } from './protocol';
import { RowSender } from './sent-rows';

/** The fork's channel stands behind stdin, stdout and stderr (runs/fork-companion.ts). */
const CHANNEL = 3;
const queues = closeInheritedDescriptors(new Set([CHANNEL]));

optimiseLate();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined);

let companion: Attachment | Companion | undefined;
const rows = new RowSender();

function report(message: CompanionReport): void {
  const sent: SentReport = message.type === 'batch' ? { ...message, events: rows.pack(message.events) } : message;
  // A channel that closed meanwhile has its own event; the callback keeps the error from being thrown.
  if (process.connected) process.send?.(sent, undefined, undefined, () => undefined);
}

process.on('message', (message) => {
  // From the run that forked this process, and nobody else has the channel.
  const request = message as CompanionRequest;
  switch (request.type) {
    case 'launch':
      return void begin(new Companion(request.spec, report));
    case 'attach':
      return void begin(new Attachment(request.spec, report));
    case 'stop':
      return companion?.stop(request.reason);
    case 'measure':
      return companion?.measure(request.pid);
    case 'act':
      return companion?.act(request.action);
    case 'forward-signal':
      return companion?.forwardSignal(request.signal);
  }
});

process.on('disconnect', () => void (companion?.abandon() ?? Promise.resolve()).then(() => process.exit(0)));

async function begin(asked: Attachment | Companion): Promise<void> {
  companion = asked;
  closeOnExec(queues);
  await asked.run();
  // The last messages leave first; then nothing keeps this process.
  process.send?.({ type: 'done' } satisfies CompanionReport, undefined, undefined, () => process.exit(0));
}
