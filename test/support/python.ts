import { execFileSync } from 'node:child_process';

/**
 * The interpreter itself. `python3` on PATH may be a shell script that chooses one (pyenv) and
 * shows as dozens of short processes, truthfully, in a tree that a test counts.
 */
export const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
