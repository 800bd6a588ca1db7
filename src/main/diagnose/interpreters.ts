/** Programs that run another program, and what is known of them, by the name of their file. */

export const PYTHON = /^(?:python|pypy)[\d.]*$/i;
export const NODE = /^(?:node|nodejs)$/i;

/** Whether an exception that nobody catches ends it with status 1 (Python, Node). */
export function mayEndByException(program: string): boolean {
  return PYTHON.test(program) || NODE.test(program);
}
