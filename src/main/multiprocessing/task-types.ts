import type { ExportedFunction } from './target';

/** Types that lead from a module's type to the types of calls of its functions. */

type TaskFunction = (...args: never[]) => unknown;

/** What a pool assumes of a module whose type it was not given. */
export type UntypedTasks = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Names of the functions that a module exports. */
export type TaskName<Tasks> = string &
  { [Name in keyof Tasks]: Tasks[Name] extends TaskFunction ? Name : never }[keyof Tasks];

/** What a pool can run: an export of its module by name, a self-contained function, or an export of any module. */
export type Task<Tasks> = TaskName<Tasks> | TaskFunction | ExportedFunction;

type FunctionOf<Tasks, Called> = Called extends keyof Tasks
  ? Tasks[Called]
  : Called extends TaskFunction
    ? Called
    : (...args: unknown[]) => unknown;

export type ArgumentsOf<Tasks, Called> =
  FunctionOf<Tasks, Called> extends (...args: infer Args) => unknown ? Readonly<Args> : never;

/** The one argument of a function that is called with each item. */
export type ItemOf<Tasks, Called> = FunctionOf<Tasks, Called> extends (item: infer Item) => unknown ? Item : never;

export type ResultOf<Tasks, Called> =
  FunctionOf<Tasks, Called> extends (...args: never[]) => infer Result ? Awaited<Result> : never;
