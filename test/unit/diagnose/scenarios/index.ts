/** Ends of every kind: all rungs, all causes, all sentences. */
import { exceptions } from './exceptions';
import { kills } from './kills';
import { ledgers } from './ledgers';
import { limits } from './limits';
import { relatives } from './relatives';
import { signals } from './signals';
import { starts } from './starts';
import { statuses } from './statuses';
import { unread } from './unread';
import { windows } from './windows';
import { writers } from './writers';
import type { Scenario } from './scenario';

export const scenarios: readonly Scenario[] = [
  ...statuses,
  ...starts,
  ...exceptions,
  ...ledgers,
  ...relatives,
  ...kills,
  ...limits,
  ...signals,
  ...windows,
  ...writers,
  ...unread,
];
