import { UnsendableKind } from './trail';

/**
 * What an object says that is of no use elsewhere, where its fields could be copied but not what it does.
 *
 * @throws {UnsendableKind} always; the error names the place within the value.
 */
export function staysHere(what: string): never {
  throw new UnsendableKind(`is ${what}, which stays in the process that made it`);
}
