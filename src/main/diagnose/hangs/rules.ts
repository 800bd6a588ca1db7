/**
 * The kinds of hangs, one row each, in the order in which they explain: what a row found is the
 * cause, and those who wait for its processes are the consequence.
 */
import { lockCycle, lockHolderDied } from './locks';
import { poolTaskLost } from './pools';
import { blockedOnFullPipe, getWithoutProducer, joinBeforeDrain } from './queues';
import type { HangRule } from './rule';

export const hangRules: readonly HangRule[] = [
  lockHolderDied,
  lockCycle,
  joinBeforeDrain,
  poolTaskLost,
  blockedOnFullPipe,
  getWithoutProducer,
];
