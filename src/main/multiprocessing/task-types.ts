/** Types that lead from a module's type to the types of calls of its functions. */

type TaskFunction = (...args: never[]) => unknown;

/** What a pool assumes of a module whose type it was not given. */
export type UntypedTasks = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Names of the functions that a module exports. */
export type TaskName<Tasks> = string &
  { [Name in keyof Tasks]: Tasks[Name] extends TaskFunction ? Name : never }[keyof Tasks];

export type ArgumentsOf<Tasks, Name extends keyof Tasks> = Tasks[Name] extends (...args: infer Args) => unknown
  ? Readonly<Args>
  : never;

/** The one argument of a function that is called with each item. */
export type ItemOf<Tasks, Name extends keyof Tasks> = Tasks[Name] extends (item: infer Item) => unknown ? Item : never;

export type ResultOf<Tasks, Name extends keyof Tasks> = Tasks[Name] extends (...args: never[]) => infer Result
  ? Awaited<Result>
  : never;
