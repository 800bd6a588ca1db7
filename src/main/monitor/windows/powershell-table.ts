import type { MonotonicMilliseconds, Milliseconds, Pid } from '../../../shared/units';
import type { ProcessEntry, ProcessTable, UsageReading } from '../monitor';
import { END_OF_ANSWER, LineHelper } from './line-helper';
import { LIST_SCRIPT, parseProcesses, type WindowsRow, withTrueParents } from './parse-processes';

/** Reads a line, prints the table and the end mark, for ever; ends when its input ends. */
const LOOP = [
  '[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false);',
  "$ErrorActionPreference = 'SilentlyContinue';",
  `while ($null -ne [Console]::In.ReadLine()) { ${LIST_SCRIPT}; '${END_OF_ANSWER}' }`,
].join(' ');

/** The part of {@link LineHelper} that is needed; a test answers from a recording. */
export interface TableHelper {
  ask(question: string): Promise<string>;
  close(): void;
}

/** The process table of Windows, from one PowerShell that lives as long as the table. */
export class PowerShellTable implements ProcessTable {
  readonly #clock: () => MonotonicMilliseconds;
  readonly #helper: TableHelper;
  #rows: Promise<readonly WindowsRow[]> | undefined;
  #scannedAt: MonotonicMilliseconds = -Infinity;
  readonly #freshness: Milliseconds = 200;

  constructor(clock: () => MonotonicMilliseconds, helper: TableHelper = newPowerShell()) {
    this.#clock = clock;
    this.#helper = helper;
  }

  list(): Promise<readonly ProcessEntry[]> {
    return this.#fresh();
  }

  async find(pid: Pid): Promise<ProcessEntry | undefined> {
    return (await this.#fresh()).find((row) => row.pid === pid);
  }

  /** The whole line as one argument: Windows hands a program one string, and each splits it its own way. */
  async argvOf(pid: Pid): Promise<readonly string[] | undefined> {
    const line = (await this.#fresh()).find((row) => row.pid === pid)?.commandLine;
    return line === undefined ? undefined : [line];
  }

  async read(pids: readonly Pid[]): Promise<readonly UsageReading[]> {
    const wanted = new Set(pids);
    const rows = await this.#fresh();
    return rows.filter(({ pid }) => wanted.has(pid)).map(({ usage }) => ({ ...usage, at: this.#scannedAt }));
  }

  close(): void {
    this.#helper.close();
  }

  #fresh(): Promise<readonly WindowsRow[]> {
    const now = this.#clock();
    if (this.#rows === undefined || now - this.#scannedAt > this.#freshness) {
      this.#scannedAt = now;
      this.#rows = this.#helper.ask('list').then((answer) => withTrueParents(parseProcesses(answer)));
    }
    return this.#rows;
  }
}

function newPowerShell(): LineHelper {
  return new LineHelper({
    command: 'powershell.exe',
    // Without the user's profile: it may print, take seconds, or change the session.
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', LOOP],
    limit: 5000,
  });
}
