import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOARD_DOUBLES, FIRST_OBJECT, OBJECTS, USES, WAITS } from './layout';

const BYTES = Float64Array.BYTES_PER_ELEMENT;
const REGIONS = [OBJECTS, USES, WAITS] as const;

/** What stands on the board at one moment: the claimed records of each region, one after the other. */
export interface BoardReading {
  readonly objects: Float64Array;
  readonly uses: Float64Array;
  readonly waits: Float64Array;
}

/**
 * The file that the probes of a run map into memory. All of it is written before anybody maps
 * it: a page that the disk had no room for would end the watched program by SIGBUS.
 */
export class BoardFile {
  readonly #board: number;
  readonly #claims: readonly number[];

  /** @throws {Error} when the folder cannot be written. */
  constructor(folder: string) {
    const path = join(folder, 'board');
    writeFileSync(path, new Uint8Array(BOARD_DOUBLES * BYTES), { mode: 0o600 });
    this.#claims = REGIONS.map(({ claims }) => {
      const name = join(folder, claims);
      writeFileSync(name, '.'.repeat(claims === OBJECTS.claims ? FIRST_OBJECT : 0), { mode: 0o600 });
      return openSync(name, 'r');
    });
    this.#board = openSync(path, 'r');
  }

  /** `undefined` while nobody uses it. */
  read(): BoardReading | undefined {
    const [objects = 0, uses = 0, waits = 0] = REGIONS.map(({ records }, index) =>
      Math.min(records, fstatSync(this.#claims[index] ?? 0).size),
    );
    if (objects <= FIRST_OBJECT && uses === 0 && waits === 0) return undefined;
    return { objects: this.#region(0, objects), uses: this.#region(1, uses), waits: this.#region(2, waits) };
  }

  close(): void {
    for (const descriptor of [this.#board, ...this.#claims]) closeSync(descriptor);
  }

  #region(index: 0 | 1 | 2, records: number): Float64Array {
    const { start, recordSize } = REGIONS[index];
    const values = new Float64Array(records * recordSize);
    readSync(this.#board, values, 0, values.byteLength, start * BYTES);
    return values;
  }
}
