import { types } from 'node:util';
import { ByteReader } from './byte-reader';
import { reviveCrossing } from './crossing';
import { MAX_SPAN } from './memory-writer';
import { readNumberRun } from './number-runs';
import { ERROR_CLASSES, SMALL_INT, TAG } from './tags';
import { makeView, type Place, viewOf } from './views';

/** What {@link decode} takes: an {@link Encoded} after its journey. */
export interface Received {
  readonly head: Uint8Array;
  /** Memory of the receiver's own: it becomes part of the value. */
  readonly attachments?: readonly Uint8Array<ArrayBuffer>[];
  readonly aside?: readonly object[];
}

/**
 * The value again.
 *
 * @throws {RangeError | TypeError | SyntaxError} when the bytes are not those of a value. It
 *   reads nothing beyond them and allocates in proportion to their length, but for zeros between
 *   views of one buffer ({@link MAX_SPAN}).
 */
export function decode({ head, attachments, aside }: Received): unknown {
  const reader = new ByteReader(head);
  const value = new ValueDecoder(reader, attachments, aside).read();
  if (reader.left !== 0) throw new RangeError(`${reader.left} bytes are left over`);
  return value;
}

/** Decodes the values of one message. */
export class ValueDecoder {
  readonly #reader: ByteReader;
  #attachments: readonly Uint8Array<ArrayBuffer>[];
  readonly #aside: readonly object[];
  /** By number, in the order in which they began. */
  #objects: unknown[] = [];
  #keys: string[] = [];

  constructor(reader: ByteReader, attachments: readonly Uint8Array<ArrayBuffer>[] = [], aside: readonly object[] = []) {
    this.#reader = reader;
    this.#attachments = attachments;
    this.#aside = aside;
  }

  /** Goes on with another message. */
  reset(attachments: readonly Uint8Array<ArrayBuffer>[]): void {
    this.#attachments = attachments;
    if (this.#objects.length > 0) this.#objects = [];
    if (this.#keys.length > 0) this.#keys = [];
  }

  /** For one that passes a message on and does not open it. */
  get attachments(): readonly Uint8Array<ArrayBuffer>[] {
    return this.#attachments;
  }

  read(): unknown {
    const tag = this.#reader.u8();
    return tag >= SMALL_INT ? tag - SMALL_INT : tag < TAG.array ? this.#primitive(tag) : this.#object(tag);
  }

  #primitive(tag: number): unknown {
    switch (tag) {
      case TAG.undefined:
        return undefined;
      case TAG.null:
        return null;
      case TAG.true:
        return true;
      case TAG.false:
        return false;
      case TAG.int32:
        return this.#reader.i32();
      case TAG.float64:
        return this.#reader.f64();
      case TAG.bigint:
        return this.#bigint();
      case TAG.latin1:
        return this.#reader.latin1();
      default:
        return this.#reader.utf16();
    }
  }

  #bigint(): bigint {
    const text = this.#text();
    return text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
  }

  #object(tag: number): unknown {
    if (tag === TAG.array) return this.#array();
    if (tag === TAG.object) return this.#plain();
    if (tag >= TAG.int8Run && tag <= TAG.float64Run) return this.#keep(readNumberRun(this.#reader, tag));
    if (tag === TAG.reference) return this.#entryOf(this.#objects, this.#reader.varint());
    if (tag >= TAG.part && tag <= TAG.again) return this.#keep(this.#memory(tag));
    return this.#rare(tag);
  }

  #rare(tag: number): unknown {
    switch (tag) {
      case TAG.sparse:
        return this.#sparse();
      case TAG.map:
        return this.#map();
      case TAG.set:
        return this.#set();
      case TAG.date:
        return this.#keep(new Date(this.#reader.f64()));
      case TAG.regexp:
        return this.#keep(new RegExp(this.#text(), this.#text()));
      case TAG.boxed:
        return this.#keep(Object(this.read()));
      case TAG.error:
        return this.#error();
      case TAG.crossing:
        return this.#crossing();
      case TAG.aside:
        return this.#keep(this.#entryOf(this.#aside, this.#reader.varint()));
      default:
        throw new RangeError(`There is no tag ${tag}`);
    }
  }

  #keep<Value>(value: Value): Value {
    this.#objects.push(value);
    return value;
  }

  #entryOf(entries: readonly unknown[], index: number): unknown {
    if (index >= entries.length) throw new RangeError(`There is no entry ${index} of ${entries.length}`);
    return entries[index];
  }

  #array(): unknown[] {
    const length = this.#reader.count();
    const array = this.#keep(new Array<unknown>(length));
    for (let index = 0; index < length; index += 1) array[index] = this.read();
    return array;
  }

  #sparse(): unknown[] {
    const length = this.#reader.varint();
    const array = this.#keep<unknown[]>([]);
    for (let count = this.#reader.count(2); count > 0; count -= 1) {
      const position = this.#reader.varint();
      if (position >= length) throw new RangeError(`Position ${position} of ${length}`);
      array[position] = this.read();
    }
    array.length = length;
    return array;
  }

  #plain(): object {
    const object = this.#keep<Record<string, unknown>>({});
    for (let count = this.#reader.count(2); count > 0; count -= 1) {
      const key = this.#key();
      if (key !== '__proto__') object[key] = this.read();
      // An assignment would change what the object inherits.
      else
        Object.defineProperty(object, key, {
          value: this.read(),
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return object;
  }

  #key(): string {
    const number = this.#reader.varint();
    if (number > 0) return this.#entryOf(this.#keys, number - 1) as string;
    const key = this.#text();
    this.#keys.push(key);
    return key;
  }

  #map(): ReadonlyMap<unknown, unknown> {
    const map = this.#keep(new Map());
    for (let count = this.#reader.count(2); count > 0; count -= 1) map.set(this.read(), this.read());
    return map;
  }

  #set(): ReadonlySet<unknown> {
    const set = this.#keep(new Set());
    for (let count = this.#reader.count(); count > 0; count -= 1) set.add(this.read());
    return set;
  }

  #error(): Error {
    const Class = ERROR_CLASSES[this.#reader.u8()] ?? Error;
    const number = this.#objects.push(undefined) - 1;
    const [name, message, stack] = [this.#text(), this.#text(), this.#text()];
    const error = new Class(message);
    this.#objects[number] = error;
    if (error.name !== name) define(error, 'name', name);
    define(error, 'stack', stack);
    if (this.#reader.u8() === 1) define(error, 'cause', this.read());
    return error;
  }

  #memory(tag: number): ArrayBufferView | ArrayBuffer {
    const kind = this.#reader.u8();
    if (tag === TAG.memory) return makeView(kind, this.#binary());
    return tag === TAG.part ? this.#part(kind) : this.#again(kind);
  }

  #part(kind: number): ArrayBufferView | ArrayBuffer {
    const [start, span] = [this.#reader.i32() >>> 0, this.#reader.i32() >>> 0];
    const bytes = this.#binary();
    const { length } = bytes;
    if (start === 0 && span === length) return makeView(kind, bytes);
    if (start + length > span || span > MAX_SPAN) throw new RangeError(`${length} bytes at ${start} of ${span}`);
    const memory = new Uint8Array(span);
    memory.set(bytes, start);
    return viewOf(kind, { buffer: memory.buffer, start, length });
  }

  #again(kind: number): ArrayBufferView | ArrayBuffer {
    const first = placeOf(this.#entryOf(this.#objects, this.#reader.varint()));
    const place = { buffer: first.buffer, start: first.start + this.#reader.f64(), length: this.#reader.varint() };
    const view = viewOf(kind, place);
    if (this.#reader.u8() === 1) bytesAt(place).set(this.#binary());
    return view;
  }

  #binary(): Uint8Array<ArrayBuffer> {
    const attachment = this.#reader.varint();
    if (attachment > 0) return this.#entryOf(this.#attachments, attachment - 1) as Uint8Array<ArrayBuffer>;
    // A copy of its own: the head's memory is the channel's.
    return new Uint8Array(this.#reader.bytes(this.#reader.count()));
  }

  /** What crosses cannot be part of its own data, so it gets its number before, as when it was written. */
  #crossing(): object {
    const number = this.#objects.push(undefined) - 1;
    const revived = reviveCrossing(this.#text(), this.read());
    this.#objects[number] = revived;
    return revived;
  }

  #text(): string {
    const value = this.read();
    if (typeof value !== 'string') throw new TypeError('Expected a text');
    return value;
  }
}

/** @throws {RangeError} for what is no memory. */
function placeOf(object: unknown): Omit<Place, 'length'> {
  if (types.isArrayBuffer(object)) return { buffer: object, start: 0 };
  if (ArrayBuffer.isView(object) && types.isArrayBuffer(object.buffer)) {
    return { buffer: object.buffer, start: object.byteOffset };
  }
  throw new RangeError('There is no memory to be shared');
}

function bytesAt({ buffer, start, length }: Place): Uint8Array {
  return new Uint8Array(buffer, start, length);
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true });
}
