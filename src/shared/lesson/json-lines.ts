/** Where in a JSON text a value stands, so that an error can name its line. */

type Path = readonly (string | number)[];

/** Strings, punctuation, and everything else that is no blank, each with its place. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Line of the value at `path`, counted from 1; of the last part of the path that is there.
 *
 * @param text valid JSON.
 */
export function lineOfPath(text: string, path: Path): number {
  const walker = new Walker([...text.matchAll(TOKEN)]);
  walker.walk(path.map(String), 0);
  return lineAt(text, walker.found);
}

/** Line of a place in a text, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

class Walker {
  readonly #tokens: readonly RegExpExecArray[];
  #next = 0;
  found = 0;

  constructor(tokens: readonly RegExpExecArray[]) {
    this.#tokens = tokens;
  }

  /** Goes over one value. @param depth how much of the path led here; -1 when this is beside it. */
  walk(path: readonly string[], depth: number): void {
    if (depth >= 0) this.found = this.#tokens[this.#next]?.index ?? this.found;
    const opening = this.#take();
    if (opening === '{' || opening === '[') this.#walkInside(path, depth, opening);
  }

  #walkInside(path: readonly string[], depth: number, opening: string): void {
    const closing = opening === '{' ? '}' : ']';
    for (let place = 0; this.#peek() !== closing && this.#peek() !== ''; place += 1) {
      const key = opening === '{' ? this.#takeKey() : String(place);
      this.walk(path, depth >= 0 && path[depth] === key ? depth + 1 : -1);
      if (this.#peek() === ',') this.#take();
    }
    this.#take();
  }

  #takeKey(): string {
    const key = JSON.parse(this.#take()) as string;
    this.#take();
    return key;
  }

  #peek(): string {
    return this.#tokens[this.#next]?.[0] ?? '';
  }

  #take(): string {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }
}
