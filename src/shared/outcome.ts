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
  /** Key below `fault.` of the window's texts, for what a person can cause; `message` is the fallback. */
  readonly id?: string;
  /** What the text of `id` names. */
  readonly values?: FaultValues;
}

export type FaultValues = Readonly<Record<string, string | number>>;

/** An error that says, beside its English message, which text tells a person of it. */
export interface ToldError extends Error {
  readonly id: string;
  readonly values: FaultValues;
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
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  return isTold(error) ? { name, message, id: error.id, values: error.values } : { name, message };
}

/** An error as the values of a notice: its English message, and which text tells of it where there is one. */
export function reasonOf(error: unknown): FaultValues {
  const { message, id, values } = faultOf(error);
  return id === undefined ? { reason: message } : { ...values, reason: message, told: id };
}

function isTold(error: Error): error is ToldError {
  return 'id' in error && typeof error.id === 'string' && 'values' in error && typeof error.values === 'object';
}
