import type { MonotonicMilliseconds, Milliseconds, Pid } from '../../../shared/units';
import type { ProcessEntry, ProcessTable, UsageReading } from '../monitor';
import { SharedScan } from '../polling/shared-scan';
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

/** A scan of some hundred processes takes PowerShell about this long. */
const FRESHNESS: Milliseconds = 200;

/** The process table of Windows, from one PowerShell that lives as long as the table. */
export class PowerShellTable implements ProcessTable {
  readonly #scan: SharedScan<WindowsRow>;
  readonly #helper: TableHelper;

  constructor(clock: () => MonotonicMilliseconds, helper: TableHelper = newPowerShell()) {
    this.#helper = helper;
    const scan = async () => withTrueParents(parseProcesses(await helper.ask('list')));
    this.#scan = new SharedScan({ clock, scan, freshness: FRESHNESS });
  }

  async list(): Promise<readonly ProcessEntry[]> {
    return (await this.#scan.latest()).rows;
  }

  find(pid: Pid): Promise<ProcessEntry | undefined> {
    return this.#rowOf(pid);
  }

  /** The whole line as one argument: Windows hands a program one string, and each splits it its own way. */
  async argvOf(pid: Pid): Promise<readonly string[] | undefined> {
    const line = (await this.#rowOf(pid))?.commandLine;
    return line === undefined ? undefined : [line];
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
    this.#helper.close();
  }

  async #rowOf(pid: Pid): Promise<WindowsRow | undefined> {
    return (await this.#scan.latest()).rows.find((row) => row.pid === pid);
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
