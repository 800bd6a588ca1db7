import type { CallShape } from '../protocol';
import { TaskKind } from '../state/task-kind';

/** Kinds of tasks by their function. An item of a chunk costs less than a call: they are counted apart. */
export class TaskKinds {
  readonly #calls = new Map<string | number, TaskKind>();
  readonly #chunks = new Map<string | number, TaskKind>();

  of(target: string | number, shape: CallShape): TaskKind {
    const kinds = shape === 'call' ? this.#calls : this.#chunks;
    const known = kinds.get(target);
    if (known !== undefined) return known;
    const kind = new TaskKind();
    kinds.set(target, kind);
    return kind;
  }
}
