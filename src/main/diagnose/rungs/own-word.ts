/** An end whose status nobody could read, of a process that said itself how it would leave. */
import type { Statement } from '../../../shared/verdict';
import type { ClosedFile } from '../case-file';
import type { Finding, Rung } from '../rung';
import { placeOf } from '../place';
import { say } from '../statement';
import { findException } from './own-exception';

/**
 * What it said is not what the system saw: it may have been killed after its last word. So nothing
 * here is certain.
 */
export const ownWord: Rung = {
  name: 'its own word',
  source: 'CPython atexit, sys.exit, os._exit as the probe tells of them; scans of /proc or ps have no status',
  judge(situation) {
    const { file } = situation;
    const { code, signal } = file.exit;
    if (code !== null || signal !== null) return undefined;
    const { leaving } = file;
    const exception = findException(situation);
    const isException = leaving === undefined || leaving.how === 'exception';
    if (isException && exception?.isReported === true) {
      return {
        cause: 'uncaught-exception',
        confidence: 'very-likely',
        title: say('title.uncaught-exception', { name: file.name, error: exception.text }),
        evidence: [
          say('seen.exception-told'),
          ...(exception.place === '' ? [] : [say('seen.place', { place: exception.place })]),
        ],
        advice: [say('try.catch')],
      };
    }
    return leaving === undefined || leaving.how === 'exception' ? undefined : saidToLeave(file, leaving);
  },
};

function saidToLeave(file: ClosedFile, leaving: NonNullable<ClosedFile['leaving']>): Finding {
  const { how, code = 0 } = leaving;
  const place = placeOf(leaving);
  const evidence: readonly Statement[] = [
    how === 'end' ? say('seen.said-end') : say('seen.said-exit', { how, code }),
    ...(place === '' ? [] : [say('seen.place', { place })]),
  ];
  const { name: process } = file;
  if (code === 0)
    return { cause: 'ok', confidence: 'very-likely', title: say('title.ok', { name: process }), evidence, advice: [] };
  return {
    cause: 'exit-status',
    confidence: 'very-likely',
    title: say('title.exit-status', { name: process, code }),
    evidence,
    advice: [],
  };
}
