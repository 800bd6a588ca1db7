/** How a step of the check went. knip ends with 1 when it found something, with 2 when it broke itself. */
const FOUND_SOMETHING = 1;

/**
 * @param {{ isFetched?: boolean }} step fetched: the tool comes from the registry, which may be out of reach
 * @param {{ code: number | null, output: string }} result
 * @returns {'ok' | 'failed' | 'skipped'}
 */
export function outcomeOf(step, { code, output }) {
  if (code === 0) return 'ok';
  const didRun = code === FOUND_SOMETHING && !/^npm (error|ERR!)/m.test(output);
  return step.isFetched && !didRun ? 'skipped' : 'failed';
}
