/** Ends before the work began. */
import { isOwn, type OwnBlock, type Situation } from '../case-file';
import type { Finding, Rung } from '../rung';
import { say } from '../statement';
import { findException } from './own-exception';
import { unreadAdvice, unreadNote } from './unread-stderr';

/** The command was refused by the system: there is no process to speak of. */
export const notStarted: Rung = {
  name: 'not started',
  source: 'execve(2); Node child_process: an error event instead of an exit',
  judge({ file, hasFailedToStart }) {
    if (!hasFailedToStart || file.parent !== undefined) return undefined;
    return {
      cause: 'failed-to-start',
      confidence: 'certain',
      title: say('title.failed-to-start', { name: file.name }),
      evidence: [],
      advice: [say('try.check-command')],
    };
  },
};

/** A shell, `env` or an interpreter did not find what it was to run. */
export const cannotRun: Rung = {
  name: 'nothing to run',
  source: 'POSIX shell, 2.8.2: 127 not found, 126 found and not executable; CPython Modules/main.c: 2',
  judge(situation): Finding | undefined {
    const { file, blocks } = situation;
    const own = blocks.find(({ block }) => block.kind === 'cannot-run');
    const { code } = file.exit;
    if (own !== undefined) {
      const { errorType: what, message: reason } = own.block;
      return {
        cause: 'failed-to-start',
        confidence: own.how === 'possible' ? 'likely' : 'very-likely',
        title: say('title.cannot-run', { name: file.name, what }),
        evidence: [say('seen.cannot-run', { what, reason })],
        advice: [say('try.check-path', { what })],
      };
    }
    if (code !== 126 && code !== 127) return undefined;
    return {
      cause: 'failed-to-start',
      confidence: 'likely',
      title: say(code === 127 ? 'title.status-127' : 'title.status-126', { name: file.name }),
      evidence: [say('seen.shell-convention', { code }), ...unreadNote(situation)],
      advice: [say('try.check-command'), ...unreadAdvice(situation)],
    };
  },
};

/** A child under spawn or forkserver that ended while multiprocessing set it up. */
export const childSetUp: Rung = {
  name: 'child set-up',
  source:
    "CPython Lib/multiprocessing/spawn.py: _check_not_importing_main, prepare, _main; docs 'Programming guidelines'",
  judge(situation) {
    const { file, blocks } = situation;
    const guard = blocks.find(({ block }) => block.isSpawnGuard);
    const exception = findException(situation);
    const isGuard =
      guard !== undefined || (exception?.message.includes('An attempt has been made to start a new process') ?? false);
    if (isGuard) {
      return {
        cause: 'failed-to-start',
        confidence: exception?.isReported === true ? 'certain' : confidenceOf(guard),
        title: say('title.spawn-guard', { name: file.name }),
        evidence: [say('seen.spawn-guard')],
        advice: [say('try.spawn-guard')],
      };
    }
    if (exception === undefined || !isArgumentLost(situation, exception)) return undefined;
    return {
      cause: 'failed-to-start',
      confidence: confidenceOf(blocks.find(({ block }) => block.isBootstrap)),
      title: say('title.child-set-up', { name: file.name, error: exception.text }),
      evidence: [say('seen.child-set-up')],
      advice: [say('try.pickle')],
    };
  },
};

/** The child could not rebuild what its parent sent: the target, or an argument. */
function isArgumentLost({ file, blocks }: Situation, { type, message }: { type: string; message: string }): boolean {
  if (file.parent === undefined || !blocks.some(({ block }) => block.isBootstrap)) return false;
  return (
    (type === 'AttributeError' && message.startsWith("Can't get attribute")) ||
    (type === 'EOFError' && message.startsWith('Ran out of input')) ||
    type.endsWith('UnpicklingError')
  );
}

function confidenceOf(own: OwnBlock | undefined): 'very-likely' | 'likely' {
  return own !== undefined && (isOwn(own) || own.how === 'only') ? 'very-likely' : 'likely';
}
