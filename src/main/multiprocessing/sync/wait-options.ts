import { type OptionRules, requireOptions } from '../require-argument';
import type { WaitOptions } from './client/waits';

const RULES: OptionRules<WaitOptions> = {
  of: 'a wait',
  example: '{ timeout: 1000 }',
  kinds: { timeout: 'timeout', signal: 'signal' },
};

/** Stands for options that were left out, and is not looked at. */
export const NO_WAIT_OPTIONS: WaitOptions = {};

/** @throws {TypeError} when a call does not know by it how long to wait. @throws {RangeError} */
export function requireWait(options: WaitOptions): void {
  if (options !== NO_WAIT_OPTIONS) requireOptions(options, RULES);
}
