import { expect, it } from 'vitest';
import { outcomeOf } from '../../../scripts/check/outcome.mjs';

const local = {};
const fetched = { isFetched: true };

it.each([
  ['a tool that found nothing', local, { code: 0, output: '' }, 'ok'],
  ['a tool that found something', local, { code: 1, output: 'bad' }, 'failed'],
  ['a tool that broke', local, { code: 2, output: '' }, 'failed'],
  ['a fetched tool that found something', fetched, { code: 1, output: 'Unused files (1)' }, 'failed'],
  ['a tool that could not be fetched', fetched, { code: 1, output: 'npm error code ENOTFOUND' }, 'skipped'],
  ['a fetched tool that broke', fetched, { code: 2, output: '' }, 'skipped'],
  ['a fetched tool that took too long', fetched, { code: null, output: '' }, 'skipped'],
])('calls %s by its name', (_name, step, result, expected) => {
  expect(outcomeOf(step, result)).toBe(expected);
});
