import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { ProcessEntry, ProcessTable, UsageReading } from '../monitor';
import { SharedScan } from '../polling/shared-scan';
import { parsePs, PS_ARGUMENTS, type PsRow } from './parse-ps';

const run = promisify(execFile);
const PS_LIMIT: Milliseconds = 2000;
const FRESHNESS: Milliseconds = 80;

/**
 * The process table of macOS, from its `ps`.
 *
 * `ps` cannot run on, so each scan starts one. @see parse-ps.ts for what it tells.
 */
export class PsTable implements ProcessTable {
  readonly #scan: SharedScan<PsRow>;

  /** @param scan what `ps` prints; a test hands in recorded output. */
  constructor(clock: () => MonotonicMilliseconds, scan: () => Promise<string> = scanWithPs) {
    this.#scan = new SharedScan({ clock, scan: () => scan().then(parsePs), freshness: FRESHNESS });
  }

  async list(): Promise<readonly ProcessEntry[]> {
    return (await this.#scan.latest()).rows;
  }

  async find(pid: Pid): Promise<ProcessEntry | undefined> {
    return (await this.list()).find((row) => row.pid === pid);
  }

  /** `ps` joins arguments by spaces and cannot be split again. */
  argvOf(): undefined {
    return undefined;
  }

  async read(pids: readonly Pid[]): Promise<readonly UsageReading[]> {
    const wanted = new Set(pids);
    const { at, rows } = await this.#scan.latest();
    return rows.filter(({ pid }) => wanted.has(pid)).map(({ usage }) => ({ ...usage, at }));
  }

  readLast(): undefined {
    return undefined;
  }

  close(): void {
    // Nothing runs between scans.
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
