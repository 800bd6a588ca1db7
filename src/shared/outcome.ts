/**
 * A result that can cross to another process.
 *
 * An error thrown in main reaches the page as another object without class and fields,
 * so what must arrive is put in a value. `name` is the error's literal name; `message`
 * says what was expected and what was found.
 */
export interface Fault {
  readonly name: string;
  readonly message: string;
}

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** Runs `action` and puts what it returned, or threw, in a value. */
export async function outcomeOf<Value>(action: () => Value | Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

/** What remains of an error at a process border. */
export function faultOf(error: unknown): Fault {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
