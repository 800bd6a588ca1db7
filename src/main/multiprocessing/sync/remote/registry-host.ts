import type { Client, Host } from '../home/client';
import { KeyError } from '../managed/errors';
import type { Message } from '../wire/message';
import { OP } from '../wire/operation';

/** Gives what is asked for by its name; may be asked for it with arguments. */
export type Provider = (...args: never[]) => unknown;

/** What a manager gives to whoever connects to it, by name. */
export class RegistryHost implements Host {
  readonly #providers = new Map<string, Provider>();

  register(name: string, provider: Provider): void {
    this.#providers.set(name, provider);
  }

  received(client: Client, { op, request, parcel }: Message): void {
    if (op === OP.attach) return;
    if (op !== OP.call || parcel === undefined) throw new RangeError(`A manager does not understand ${op}`);
    // The cast: a RemoteManager sends nothing else.
    const [name, ...args] = parcel.open() as [string, ...never[]];
    void this.#answer(client, request, () => this.#find(name)(...args));
  }

  left(): void {
    // It does not know who uses it.
  }

  async #answer(client: Client, request: number, make: () => unknown): Promise<void> {
    try {
      client.answer(request, await make());
    } catch (error) {
      client.refuse(request, error);
    }
  }

  #find(name: string): Provider {
    const found = this.#providers.get(name);
    if (found !== undefined) return found;
    const known = [...this.#providers.keys()].join(', ') || 'nothing';
    throw new KeyError(`The manager has registered no ${name}; it has ${known}`);
  }
}
