import { types } from 'node:util';
import { ByteWriter } from './byte-writer';
import { type Crossable, crossing, isCrossable } from './crossing';
import { MemoryWriter } from './memory-writer';
import { arrayTag, writeNumberRun } from './number-runs';
import { ERROR_CLASSES, SMALL_INT, TAG } from './tags';
import { Trail, UnsendableKind } from './trail';
import { unsendableKindOf } from './unsendable-kind';
import { BUFFER_ITSELF, viewKindOf } from './views';

/** A value as bytes: `head`, and beside it large binary data and what does not become bytes at all. */
export interface Encoded {
  readonly head: Uint8Array;
  /** The sender's own memory, not copies: it must not change until it was written. */
  readonly attachments: readonly Uint8Array[];
  /** What {@link EncodeOptions.aside} took: for a channel that can carry it, such as a MessagePort. */
  readonly aside: readonly object[];
}

export interface EncodeOptions {
  /** What errors call the value: `args` makes `args[0].options.callback`. */
  readonly root?: string;
  /** Whether an object is to travel beside the bytes, as it is. */
  readonly aside?: (value: object) => boolean;
}

/**
 * The value as {@link decode} takes it.
 *
 * What arrives is what `structuredClone` would make, cycles, shared objects and views of one
 * buffer included, and beyond it: a Buffer stays one, an error keeps its name and cause, and
 * an object that has `[crossing]` arrives as its counterpart. A view takes along its own bytes,
 * not the whole buffer below it. Own getters are called.
 *
 * @throws {NotCloneableError} naming the place within the value.
 */
export function encode(value: unknown, options: EncodeOptions = {}): Encoded {
  const writer = new ByteWriter();
  const encoder = new ValueEncoder(writer, options.aside);
  encoder.write(value, options.root);
  return { head: writer.written(), attachments: encoder.attachments, aside: encoder.aside };
}

/** Encodes values into a writer, those of one message as one graph: what is shared stays shared. */
export class ValueEncoder {
  /** Whoever passes on bytes that were encoded elsewhere adds what belongs to them. */
  attachments: Uint8Array[] = [];
  /** What was written refers to something shared, which the reader must know of. */
  hasCrossing = false;
  #aside: object[] = [];
  readonly #writer: ByteWriter;
  readonly #isAside: ((value: object) => boolean) | undefined;
  readonly #trail = new Trail();
  /** The only object so far; most messages have no second. */
  #first: object | undefined;
  #numbers: Map<object, number> | undefined;
  #keys: Map<string, number> | undefined;
  #memories: MemoryWriter | undefined;

  constructor(writer: ByteWriter, isAside?: (value: object) => boolean) {
    this.#writer = writer;
    this.#isAside = isAside;
  }

  get aside(): readonly object[] {
    return this.#aside;
  }

  /** Begins another message. */
  reset(): void {
    this.#first = undefined;
    this.#numbers = undefined;
    this.#keys = undefined;
    this.#memories = undefined;
    this.hasCrossing = false;
    if (this.attachments.length > 0) this.attachments = [];
    if (this.#aside.length > 0) this.#aside = [];
  }

  /** @throws {NotCloneableError} and has then written a part of the value. */
  write(value: unknown, root = 'value'): void {
    try {
      this.#write(value);
    } catch (error) {
      throw this.#trail.explain(error, root);
    }
  }

  #write(value: unknown): void {
    switch (typeof value) {
      case 'number':
        return this.#number(value);
      case 'string':
        return this.#text(value);
      case 'object':
        return value === null ? this.#writer.u8(TAG.null) : this.#object(value);
      case 'undefined':
        return this.#writer.u8(TAG.undefined);
      case 'boolean':
        return this.#writer.u8(value ? TAG.true : TAG.false);
      case 'bigint':
        return this.#bigint(value);
      default:
        throw new UnsendableKind(`is a ${typeof value}`);
    }
  }

  #number(value: number): void {
    if ((value | 0) !== value || (value === 0 && 1 / value < 0)) {
      this.#writer.u8(TAG.float64);
      this.#writer.f64(value);
    } else if (value >= 0 && value < 0x80) {
      this.#writer.u8(SMALL_INT | value);
    } else {
      this.#writer.u8(TAG.int32);
      this.#writer.i32(value);
    }
  }

  #bigint(value: bigint): void {
    this.#writer.u8(TAG.bigint);
    this.#text(value.toString(16));
  }

  #object(value: object): void {
    if (this.#isSeen(value)) return;
    if (this.#isAside?.(value) === true) return this.#putAside(value);
    if (types.isProxy(value)) throw new UnsendableKind('is a proxy');
    if (Array.isArray(value)) return this.#array(value as unknown[]);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) {
      // A module's namespace and an `arguments` object look alike and are none.
      return this.#plain(value as Record<string, unknown>);
    }
    this.#instance(value);
  }

  /** Writes a reference for what was written before; gives a number to what was not. */
  #isSeen(value: object): boolean {
    if (this.#first === undefined) {
      this.#first = value;
      return false;
    }
    this.#numbers ??= new Map([[this.#first, 0]]);
    const number = this.#numbers.get(value);
    if (number === undefined) {
      this.#numbers.set(value, this.#numbers.size);
      return false;
    }
    this.#writer.u8(TAG.reference);
    this.#writer.varint(number);
    return true;
  }

  #putAside(value: object): void {
    this.#writer.u8(TAG.aside);
    this.#writer.varint(this.#aside.length);
    this.#aside.push(value);
  }

  #array(value: readonly unknown[]): void {
    const tag = arrayTag(value);
    if (tag === TAG.sparse) return this.#sparse(value);
    if (tag !== TAG.array) return writeNumberRun(this.#writer, tag, value as readonly number[]);
    const { length } = value;
    this.#writer.u8(TAG.array);
    this.#writer.varint(length);
    this.#trail.enter();
    for (let index = 0; index < length; index += 1) {
      this.#trail.at(index);
      this.#write(value[index]);
    }
    this.#trail.leave();
  }

  #sparse(value: readonly unknown[]): void {
    const positions = Object.keys(value).filter((key) => String(Number(key) >>> 0) === key);
    this.#writer.u8(TAG.sparse);
    this.#writer.varint(value.length);
    this.#writer.varint(positions.length);
    this.#trail.enter();
    for (const position of positions) {
      this.#trail.at(Number(position));
      this.#writer.varint(Number(position));
      this.#write(value[Number(position)]);
    }
    this.#trail.leave();
  }

  #plain(value: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(value);
    this.#writer.u8(TAG.object);
    this.#writer.varint(keys.length);
    this.#trail.enter();
    for (const key of keys) {
      this.#trail.at(key);
      this.#key(key);
      this.#write(value[key]);
    }
    this.#trail.leave();
  }

  /** A key that came before in this message is one or two bytes. */
  #key(key: string): void {
    this.#keys ??= new Map();
    const number = this.#keys.get(key);
    if (number !== undefined) return this.#writer.varint(number + 1);
    this.#keys.set(key, this.#keys.size);
    this.#writer.u8(0);
    this.#text(key);
  }

  /** An object of a class: of one that the language brings along, or else what its fields hold. */
  #instance(value: object): void {
    if (isCrossable(value)) return this.#crossing(value);
    if (ArrayBuffer.isView(value)) return this.#view(value);
    if (types.isAnyArrayBuffer(value)) return this.#arrayBuffer(value);
    if (types.isNativeError(value)) return this.#error(value);
    if (types.isMap(value)) return this.#map(value);
    if (types.isSet(value)) return this.#set(value);
    if (types.isDate(value)) return this.#tagged(TAG.date, () => this.#writer.f64(value.getTime()));
    if (types.isRegExp(value)) return this.#regexp(value);
    if (types.isBoxedPrimitive(value)) return this.#tagged(TAG.boxed, () => this.#write(value.valueOf()));
    const kind = unsendableKindOf(value);
    if (kind !== undefined) throw new UnsendableKind(`is a ${kind}`);
    this.#plain(value as Readonly<Record<string, unknown>>);
  }

  #tagged(tag: number, write: () => void): void {
    this.#writer.u8(tag);
    write();
  }

  #crossing(value: Crossable): void {
    const { kind, data } = value[crossing]();
    this.hasCrossing = true;
    this.#writer.u8(TAG.crossing);
    this.#text(kind);
    this.#write(data);
  }

  #view(view: ArrayBufferView): void {
    if (!types.isArrayBuffer(view.buffer)) throw new UnsendableKind('is memory shared between threads');
    this.#memory(viewKindOf(view), new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }

  #arrayBuffer(buffer: ArrayBufferLike): void {
    if (!types.isArrayBuffer(buffer)) throw new UnsendableKind('is memory shared between threads');
    this.#memory(BUFFER_ITSELF, new Uint8Array(buffer));
  }

  #memory(kind: number, bytes: Uint8Array): void {
    this.#memories ??= new MemoryWriter(this.#writer, this);
    this.#memories.write(kind, bytes, (this.#numbers?.size ?? 1) - 1);
  }

  #error(error: Error): void {
    // An error may have been given anything for these.
    const { name, message, stack = '' } = error as Readonly<Record<'name' | 'message' | 'stack', unknown>>;
    this.#writer.u8(TAG.error);
    this.#writer.u8(
      Math.max(
        0,
        ERROR_CLASSES.findIndex((Class) => Class.name === name),
      ),
    );
    this.#text(String(name));
    this.#text(String(message));
    this.#text(String(stack));
    const hasCause = Object.hasOwn(error, 'cause');
    this.#writer.u8(hasCause ? 1 : 0);
    if (!hasCause) return;
    this.#trail.enter();
    this.#trail.at('cause');
    this.#write(error.cause);
    this.#trail.leave();
  }

  #map(map: ReadonlyMap<unknown, unknown>): void {
    const entries = [...map];
    this.#writer.u8(TAG.map);
    this.#writer.varint(entries.length);
    this.#trail.enter();
    entries.forEach(([key, value], index) => {
      this.#trail.at(`key ${index}`);
      this.#write(key);
      this.#trail.at(typeof key === 'string' ? key : `value ${index}`);
      this.#write(value);
    });
    this.#trail.leave();
  }

  #set(set: ReadonlySet<unknown>): void {
    const values = [...set];
    this.#writer.u8(TAG.set);
    this.#writer.varint(values.length);
    this.#trail.enter();
    values.forEach((value, index) => {
      this.#trail.at(index);
      this.#write(value);
    });
    this.#trail.leave();
  }

  #regexp({ source, flags }: RegExp): void {
    this.#writer.u8(TAG.regexp);
    this.#text(source);
    this.#text(flags);
  }

  #text(text: string): void {
    this.#writer.string(text, TAG.latin1, TAG.utf16);
  }
}
