import type { Pid } from '../../shared/units';

/** There is no such process to watch: it is `gone`, or its pid was given to another (`reused`). */
export class AttachError extends Error {
  override readonly name = 'AttachError';
  readonly why: 'gone' | 'reused';
  readonly pid: Pid;

  constructor(why: 'gone' | 'reused', pid: Pid) {
    super(why === 'gone' ? `No process ${pid}` : `Process ${pid} has ended, and its pid is another's now`);
    this.why = why;
    this.pid = pid;
  }
}
