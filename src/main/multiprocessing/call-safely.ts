/** Calls what the program handed in. What that throws is the program's uncaught error; the library goes on. */
export function callSafely<Args extends readonly unknown[]>(callback: (...args: Args) => void, ...args: Args): void {
  try {
    callback(...args);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
