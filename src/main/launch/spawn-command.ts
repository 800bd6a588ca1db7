import { type ChildProcess, spawn } from 'node:child_process';

/** What a command gets as an output stream: ours, a pipe that Node reads, or a descriptor. */
export type OutputEnd = 'inherit' | 'pipe' | number;

export interface SpawnSpec {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly shell: boolean;
  readonly stdin: 'inherit' | 'ignore';
  readonly stdout: OutputEnd;
  readonly stderr: OutputEnd;
  /** Stay in this process's group, and so in the terminal's foreground. */
  readonly foreground: boolean;
}

/**
 * Starts a command; unless `foreground`, in a session and process group of its own, so that
 * the whole group can be signalled and no terminal's Ctrl-C reaches it twice.
 *
 * @throws {Error} with the system's code where it refuses at once (E2BIG); what it finds later
 *   (ENOENT, EACCES, EMFILE) comes as the child's 'error' event, without an 'exit'.
 */
export function spawnCommand(spec: SpawnSpec): ChildProcess {
  const { argv, cwd, env, shell, foreground, stdin, stdout, stderr } = spec;
  const [program = '', ...args] = argv;
  return spawn(program, shell ? [] : args, {
    cwd,
    env,
    shell,
    detached: !foreground,
    windowsHide: true,
    stdio: [stdin, stdout, stderr],
  });
}
