import { types } from 'node:util';

/** Objects that hold what no fields show, so that a copy of their fields would be a lie. */
export function unsendableKindOf(value: object): string | undefined {
  if (types.isPromise(value)) return 'promise';
  if (types.isWeakMap(value) || types.isWeakSet(value) || value instanceof WeakRef) return 'weak reference';
  if (types.isGeneratorObject(value)) return 'generator';
  if (types.isMapIterator(value) || types.isSetIterator(value)) return 'iterator';
  if (types.isExternal(value) || types.isKeyObject(value) || types.isCryptoKey(value)) return 'handle of the system';
  return value instanceof MessagePort ? 'message port' : undefined;
}
