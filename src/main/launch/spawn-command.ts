import { type ChildProcess, spawn } from 'node:child_process';
import { isatty } from 'node:tty';

export interface SpawnSpec {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly shell: boolean;
  readonly output: 'capture' | 'tee';
  /** Stay in this process's group, and so in the terminal's foreground. */
  readonly foreground: boolean;
}

/**
 * Starts a command; unless `foreground`, in a session and process group of its own, so that
 * the whole group can be signalled and no terminal's Ctrl-C reaches it twice.
 *
 * stdin is closed in a window and passed on from the command line. Output is a pipe, but a
 * terminal is handed on as it is, so that the program knows it for one.
 *
 * @throws {Error} with the system's code where it refuses at once (E2BIG); what it finds later
 *   (ENOENT, EACCES, EMFILE) comes as the child's 'error' event, without an 'exit'.
 */
export function spawnCommand({ argv, cwd, env, shell, output, foreground }: SpawnSpec): ChildProcess {
  const [program = '', ...args] = argv;
  const isTee = output === 'tee';
  const stream = (fd: number) => (isTee && isatty(fd) ? 'inherit' : 'pipe');
  return spawn(program, shell ? [] : args, {
    cwd,
    env,
    shell,
    detached: !foreground,
    windowsHide: true,
    stdio: [isTee ? 'inherit' : 'ignore', stream(1), stream(2)],
  });
}
