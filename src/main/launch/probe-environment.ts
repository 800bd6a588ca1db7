import { delimiter } from 'node:path';
import { resourceFile } from '../entry-file';

type Environment = Readonly<Record<string, string>>;

/**
 * What loads the probes into programs that the command starts, whatever they are: Python reads
 * PYTHONPATH, Node reads NODE_OPTIONS. A probe is silent where it cannot load (`python3 -I`, `-E`, `-S`).
 *
 * @param env the command's environment; a path of the user's own stays behind ours.
 */
export function probeEnvironment(env: Environment): Environment {
  const ours = resourceFile('probes', 'python');
  const users = env['PYTHONPATH'];
  return {
    PYTHONPATH: users === undefined || users === '' ? ours : `${ours}${delimiter}${users}`,
    NODE_OPTIONS: withNodeProbe(env['NODE_OPTIONS']),
  };
}

/** Quoted, because a path may hold blanks: node(1), `NODE_OPTIONS`. */
function withNodeProbe(users: string | undefined): string {
  const file = resourceFile('probes', 'node', 'joinscope-probe.cjs').replaceAll('\\', '\\\\');
  const ours = `--require "${file}"`;
  return users === undefined || users === '' ? ours : `${ours} ${users}`;
}
