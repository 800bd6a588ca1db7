/** What a person asks to be run. Crosses from the page to main, so it is parsed there. */
import { z } from 'zod';

const MAX_ARGUMENT = 131_072; // MAX_ARG_STRLEN of linux/binfmts.h

export const commandSchema = z.strictObject({
  /** The program and its arguments. With {@link CommandSpec.shell} the first is the line for the shell. */
  argv: z.array(z.string().max(MAX_ARGUMENT)).min(1).max(4096),
  /** Working directory, absolute. */
  cwd: z.string().min(1).max(4096),
  /** Added to the user's environment; an empty value is an empty value, not a removal. */
  env: z.record(z.string().min(1).max(256), z.string().max(MAX_ARGUMENT)),
  /** Through `/bin/sh -c` (on Windows cmd.exe): only when the person ticked it. */
  shell: z.boolean(),
  /** Stop the run after this long. */
  timeoutMs: z.number().positive().optional(),
});
export type CommandSpec = Readonly<z.infer<typeof commandSchema>>;
