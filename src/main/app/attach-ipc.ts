import { ipcMain, type WebContents } from 'electron';
import { type BroadcastName, broadcasts, type PayloadOf, pulse } from '../../shared/ipc/contract';
import { type Registration, registerHandlers, type Sender } from './register-handlers';

/** Answers the pages: see {@link registerHandlers}. */
export function attachIpc(
  registration: Registration & {
    /** A page has handled all that it was sent before the pulse of this number. */
    readonly onPulse: (pageId: number, pulseNumber: number) => void;
  },
): void {
  registerHandlers(ipcMain, registration);
  ipcMain.on(pulse.answer, (event: Sender, number: unknown) => {
    if (typeof number === 'number' && registration.isTrusted(event)) registration.onPulse(event.sender.id, number);
  });
}

/** Sends a fact of the contract down to one page. */
export function tellPage<Name extends BroadcastName>(page: WebContents, name: Name, payload: PayloadOf<Name>): void {
  if (!page.isDestroyed()) page.send(broadcasts[name].channel, payload);
}

/** Asks a page to say when it has handled all that it was sent so far. */
export function askPulse(page: WebContents, pulseNumber: number): void {
  if (!page.isDestroyed()) page.send(pulse.ask, pulseNumber);
}
