import { registerCrossing } from '../../codec/crossing';
import { requireKind } from '../../require-argument';
import { revive } from '../reference';
import type { NamedAbout } from '../shared-object';
import { AttributeError, KeyError } from './errors';
import { ManagedObject } from './managed-object';

type NameOf<Values> = keyof Values & string;

/**
 * Values by name, at their home, after CPython's `multiprocessing.managers.NamespaceProxy`.
 * What goes in and comes out is a copy, see DictProxy.
 *
 * No property of its own stands for a value (`ns.x`): to read one is to ask the home.
 */
export class NamespaceProxy<Values extends object = Record<string, unknown>> extends ManagedObject<NamedAbout> {
  protected readonly kind = 'namespace';

  /** @throws {AttributeError} when there is none of this name (`ns.x`). */
  async get<Name extends NameOf<Values>>(name: Name): Promise<Values[Name]> {
    requireName(name);
    try {
      return (await this.call('getItem', name)) as Values[Name];
    } catch (error) {
      throw error instanceof KeyError ? this.#lacks(name) : error;
    }
  }

  async set<Name extends NameOf<Values>>(name: Name, value: Values[Name]): Promise<void> {
    requireName(name);
    await this.call('set', name, value);
  }

  /** @throws {AttributeError} when there is none of this name (`del ns.x`). */
  async delete(name: NameOf<Values>): Promise<void> {
    requireName(name);
    if ((await this.call('delete', name)) !== true) throw this.#lacks(name);
  }

  /** Whether there is one of this name (`hasattr`). */
  async has(name: NameOf<Values>): Promise<boolean> {
    requireName(name);
    return (await this.call('has', name)) === true;
  }

  /** Sets several in one step. */
  async update(values: Partial<Values>): Promise<void> {
    requireKind('the values of a namespace', values, 'object');
    await this.call('update', Object.entries(values));
  }

  /** A copy of all of them. */
  async toObject(): Promise<Partial<Values>> {
    return Object.fromEntries((await this.call('entries')) as [string, unknown][]) as Partial<Values>;
  }

  #lacks(name: string): AttributeError {
    return new AttributeError(`${this.name} has no ${JSON.stringify(name)}`);
  }
}

function requireName(name: unknown): void {
  requireKind('the name of a value', name, 'string');
}

registerCrossing('namespace', (data) => revive<NamedAbout>(data, (attachment) => new NamespaceProxy(attachment)));
