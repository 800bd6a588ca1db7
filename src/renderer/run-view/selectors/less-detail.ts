import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { shuttingOption } from '../../../shared/python-options';

/**
 * Why a Python tells nothing of itself though probes are loaded in this run: the option it was
 * started with, or `''` where it just does not load the probe. The run says it once for each reason.
 */
export function lessDetail({ notices }: RunModel, { pid, argv = [] }: ProcessRow): string | undefined {
  const option = shuttingOption(argv);
  const told = notices.filter(({ id }) => id === 'python-unprobed' || id === 'python-unprobed-option');
  if (option !== undefined && told.some(({ values }) => values?.['option'] === option)) return option;
  return told.some(({ id, values }) => id === 'python-unprobed' && values?.['pid'] === pid) ? '' : undefined;
}
