import type { z } from 'zod';
import { argumentSchemas } from '../../shared/ipc/argument-schemas';
import { type Handlers, type InvocationName, invocations } from '../../shared/ipc/contract';
import { type Outcome, outcomeOf } from '../../shared/outcome';
import { UntrustedSenderError } from './errors';
import { parseArguments } from './parse-arguments';

/** Who sent a message: the part of Electron's `IpcMainInvokeEvent` that decides whether it is heard. */
export interface Sender {
  readonly sender: { readonly id: number };
  /** `null` once the frame has navigated away or is gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** The part of Electron's `ipcMain` that is needed; a test passes a plain object. */
export interface MainPort {
  handle(channel: string, listener: (event: Sender, ...args: unknown[]) => Promise<Outcome<unknown>>): void;
}

/** What a page may do, and which page. */
export interface Registration {
  readonly handlers: Handlers;
  readonly isTrusted: (event: Sender) => boolean;
  /** Told of each call that failed, for the log. */
  readonly onFault?: (call: InvocationName, error: unknown) => void;
}

/**
 * Answers every invocation of the contract: sender checked, arguments parsed, result or fault
 * put in a value (Electron security checklist, items 17 and 20).
 */
export function registerHandlers(port: MainPort, { handlers, isTrusted, onFault }: Registration): void {
  for (const name of Object.keys(invocations) as InvocationName[]) {
    const { channel } = invocations[name];
    const schema: z.ZodType<readonly unknown[]> = argumentSchemas[name];
    const handler = handlers[name] as (...args: readonly unknown[]) => unknown;
    port.handle(channel, (event, ...given) =>
      outcomeOf(async () => {
        try {
          if (!isTrusted(event))
            throw new UntrustedSenderError(channel, event.senderFrame?.url ?? 'a page that is gone');
          return await handler(...parseArguments(name, schema, given));
        } catch (error) {
          onFault?.(name, error);
          throw error;
        }
      }),
    );
  }
}
