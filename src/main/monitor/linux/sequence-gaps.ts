import type { Place } from './parse-proc-event';

/** A step this far is one back: messages that overtook each other, or a counter that began anew. */
const HALF = 2 ** 31;

/**
 * Counts events that never came, by the gaps in the numbers that the kernel gives them.
 *
 * It numbers what each core sends, answers to subscriptions among it, before it sends it to anybody
 * (drivers/connector/cn_proc.c, send_msg), so the count is exact, but known only when the next
 * event of that core has come, and only of a core that was heard of before.
 */
export class SequenceGaps {
  readonly #last = new Map<number, number>();

  /** @returns how many are missing before this one. */
  take({ core, sequence }: Place): number {
    const last = this.#last.get(core);
    this.#last.set(core, sequence);
    const missing = last === undefined ? 0 : (sequence - last - 1) >>> 0;
    return missing < HALF ? missing : 0;
  }
}
