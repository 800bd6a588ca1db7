import { setFlagsFromString } from 'node:v8';

/**
 * What makes V8 wait, by the major version that knows the flag: a flag that it does not know is
 * complained of on stderr, which may be the command's own.
 */
const FLAGS: Readonly<Record<string, string>> = {
  // Bytes of code to run before a function is looked at (66 KiB unless given): here some 10 ms.
  11: '--interrupt-budget=4000000',
};

/**
 * To optimise a function takes V8 2 to 20 ms, and it does so as soon as one has run for a tenth
 * of a millisecond. In a process that works some milliseconds a second this was a third to two
 * thirds of all it used in its first half minute (200 sleepers, two trials on a busy machine).
 */
export function optimiseLate(): void {
  const flag = FLAGS[process.versions.v8.split('.')[0] ?? ''];
  if (flag !== undefined) setFlagsFromString(flag);
}
