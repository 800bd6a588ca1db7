/**
 * Checks of what a program passes, for callers that have no types: an error says what was
 * expected and what was found. CPython refuses a keyword that a call does not have, and so
 * does this; where it takes a number by its place, an object is taken here, whose names also
 * tell the unit, so a number in its stead is refused and not guessed at.
 */
import type { Milliseconds } from '../../shared/units';
import { isCrossable } from './codec/crossing';

/** What `setTimeout` takes; it does not wait at all for what is more. */
const MAX_TIMEOUT: Milliseconds = 2 ** 31 - 1;

interface KindOf {
  readonly says: string;
  readonly is: (value: unknown) => boolean;
  /** `typeof` of what is of the right type, but out of its bounds. */
  readonly type?: string;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const KINDS = {
  array: { says: 'an array', is: Array.isArray },
  boolean: { says: 'true or false', is: (value) => typeof value === 'boolean' },
  export: { says: 'the name of an exported function', is: (value) => typeof value === 'string' },
  function: { says: 'a function', is: (value) => typeof value === 'function' },
  items: { says: 'iterable', is: isIterable },
  key: {
    says: 'a string or a Uint8Array that is not empty',
    is: (value) => (typeof value === 'string' || value instanceof Uint8Array) && value.length > 0,
  },
  module: { says: 'a URL or an absolute path', is: (value) => typeof value === 'string' || value instanceof URL },
  number: { says: 'a number', is: (value) => typeof value === 'number' && !Number.isNaN(value), type: 'number' },
  object: { says: 'an object', is: (value) => isObject(value) && !Array.isArray(value) },
  signal: {
    says: 'an AbortSignal',
    is: (value) => isObject(value) && 'aborted' in value && 'addEventListener' in value,
  },
  string: { says: 'a string', is: (value) => typeof value === 'string' },
  target: {
    says: 'a function, its exported name, or { module, name }',
    is: (value) => typeof value === 'string' || typeof value === 'function' || (isObject(value) && 'module' in value),
  },
  timeout: {
    says: `milliseconds, at most ${MAX_TIMEOUT} or Infinity`,
    is: (value) => typeof value === 'number' && (value <= MAX_TIMEOUT || value === Infinity),
    type: 'number',
  },
} as const satisfies Readonly<Record<string, KindOf>>;

/** What a value may be: of a kind, or one of some words. */
type Kind = keyof typeof KINDS | readonly string[];

/** All options that a call has. */
export type OptionKinds<Options> = Readonly<Record<keyof Options & string, Kind>>;

/** What options there are. */
export interface OptionRules<Options> {
  /** Whose: `a queue`. */
  readonly of: string;
  /** How they are given: `{ maxSize: 3 }`. */
  readonly example: string;
  readonly kinds: OptionKinds<Options>;
}

type AnyRules = OptionRules<Readonly<Record<string, unknown>>>;

/**
 * Checks options by their names and kinds; what is `undefined` counts as left out.
 *
 * @throws {TypeError} when it is no object of options, has one that there is not, or one of another kind.
 * @throws {RangeError} when a number is out of its bounds, or a word none of those that there are.
 */
export function requireOptions(options: unknown, { of, example, kinds: known }: AnyRules): void {
  if (!mayBeOptions(options, known)) {
    throw new TypeError(`Expected the options of ${of} as an object, such as ${example}, but got ${sayValue(options)}`);
  }
  const given = options as Readonly<Record<string, unknown>>;
  // An object of a class, such as an AbortController, has what it has beside its options.
  for (const name in isPlain(options) ? given : known) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) throw unknownOption(of, name, Object.keys(known));
    const value = given[name];
    if (value !== undefined && !isOf(kind, value)) throw unexpected(`${name} of ${of}`, value, kind);
  }
}

/**
 * Checks one value.
 *
 * @throws {TypeError} when it is of another kind.
 * @throws {RangeError} when it is a number out of its bounds, or none of some words.
 */
export function requireKind(what: string, value: unknown, kind: Kind): void {
  if (!isOf(kind, value)) throw unexpected(what, value, kind);
}

/** For an error message: short, and never a look into an object, which may be a trap. */
export function sayValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 64));
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'an array';
  // What is shared may be looked into, and only it is taken for options now and then.
  return isCrossable(value) ? `a ${value.constructor.name}` : 'an object';
}

/** An instance of a class may hold options, but a lock or a signal in their place holds none. */
function mayBeOptions(options: unknown, known: Readonly<Record<string, Kind>>): options is object {
  if (!isObject(options) || Array.isArray(options) || isCrossable(options)) return false;
  return isPlain(options) || Object.keys(known).some((name) => name in options);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isOf(kind: Kind, value: unknown): boolean {
  return typeof kind === 'string' ? KINDS[kind].is(value) : kind.includes(value as string);
}

function unexpected(what: string, value: unknown, kind: Kind): Error {
  const { says, type }: KindOf = typeof kind === 'string' ? KINDS[kind] : { ...KINDS.string, ...wordsOf(kind) };
  const message = `Expected ${what} to be ${says}, but got ${sayValue(value)}`;
  return typeof value === type ? new RangeError(message) : new TypeError(message);
}

function wordsOf(words: readonly string[]): Pick<KindOf, 'says' | 'type'> {
  return { says: words.map((word) => `'${word}'`).join(' or '), type: 'string' };
}

function isIterable(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  const methods = value as Partial<Record<symbol, unknown>>;
  return typeof methods[Symbol.iterator] === 'function' || typeof methods[Symbol.asyncIterator] === 'function';
}

/** Python's spelling is the mistake to be expected: `maxsize`, `max_size`. */
function unknownOption(what: string, name: string, known: readonly string[]): TypeError {
  const bare = (text: string): string => text.toLowerCase().replaceAll('_', '');
  const meant = known.find((one) => bare(one) === bare(name));
  const hint = meant === undefined ? `those that there are: ${known.join(', ')}` : `did you mean ${meant}?`;
  return new TypeError(`There is no option ${name} of ${what}; ${hint}`);
}
