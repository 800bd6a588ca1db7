import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { ProcessEntry, ProcessTable, UsageReading } from '../monitor';
import { parsePs, PS_ARGUMENTS, type PsRow } from './parse-ps';

const run = promisify(execFile);
const PS_LIMIT: Milliseconds = 2000;

/**
 * The process table of macOS, from its `ps`.
 *
 * `ps` cannot run on, so each scan starts one; listing and reading within `freshness` share
 * a scan. @see parse-ps.ts for what it tells.
 */
export class PsTable implements ProcessTable {
  readonly #clock: () => MonotonicMilliseconds;
  readonly #scan: () => Promise<string>;
  #rows: Promise<readonly PsRow[]> | undefined;
  #scannedAt: MonotonicMilliseconds = -Infinity;
  readonly #freshness: Milliseconds = 80;

  /** @param scan what `ps` prints; a test hands in recorded output. */
  constructor(clock: () => MonotonicMilliseconds, scan: () => Promise<string> = scanWithPs) {
    this.#clock = clock;
    this.#scan = scan;
  }

  async list(): Promise<readonly ProcessEntry[]> {
    return this.#fresh();
  }

  async find(pid: Pid): Promise<ProcessEntry | undefined> {
    return (await this.#fresh()).find((row) => row.pid === pid);
  }

  /** `ps` joins arguments by spaces and cannot be split again. */
  argvOf(): undefined {
    return undefined;
  }

  async read(pids: readonly Pid[]): Promise<readonly UsageReading[]> {
    const wanted = new Set(pids);
    const rows = await this.#fresh();
    return rows.filter(({ pid }) => wanted.has(pid)).map(({ usage }) => ({ ...usage, at: this.#scannedAt }));
  }

  close(): void {
    this.#rows = undefined;
  }

  #fresh(): Promise<readonly PsRow[]> {
    const now = this.#clock();
    if (this.#rows === undefined || now - this.#scannedAt > this.#freshness) {
      this.#scannedAt = now;
      this.#rows = this.#scan().then(parsePs);
    }
    return this.#rows;
  }
}

async function scanWithPs(): Promise<string> {
  const { stdout } = await run('/bin/ps', PS_ARGUMENTS, {
    // Names of months and the decimal point would follow the user's language.
    env: { LC_ALL: 'C', TZ: 'UTC' },
    timeout: PS_LIMIT,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
