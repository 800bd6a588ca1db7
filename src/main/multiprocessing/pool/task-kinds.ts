import type { CallShape } from '../protocol';
import { TaskKind } from '../state/task-kind';

/** Kinds of tasks by their function. An item of a chunk costs less than a call: they are counted apart. */
export class TaskKinds {
  readonly #calls = new Map<string, TaskKind>();
  readonly #chunks = new Map<string, TaskKind>();

  of(name: string, shape: CallShape): TaskKind {
    const kinds = shape === 'call' ? this.#calls : this.#chunks;
    const known = kinds.get(name);
    if (known !== undefined) return known;
    const kind = new TaskKind();
    kinds.set(name, kind);
    return kind;
  }
}
