import type { Batch, DownMessage, UpMessage } from '../protocol';
import { messagesOf } from '../protocol';

/** The child's end of its channel to the parent. */
export class ParentChannel {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /**
   * Sends now and not at the end of the turn: a task may block the event loop after it.
   *
   * @returns when the system took all of it, so that a later death cannot take it back.
   * @throws {Error} of the serializer when a value cannot be cloned; then nothing was sent.
   */
  async send(...messages: readonly UpMessage[]): Promise<void> {
    const batch: Batch<UpMessage> = [this.#token, messages];
    if (!process.connected) return;
    await new Promise<void>((resolve) => {
      // An error of the write means that the parent is gone, and then this process is as well.
      process.send?.(batch, undefined, undefined, () => resolve());
    });
  }

  listen(listener: (message: DownMessage) => void): void {
    process.on('message', (received) => {
      for (const message of messagesOf(this.#token, received)) listener(message as DownMessage);
    });
  }
}
