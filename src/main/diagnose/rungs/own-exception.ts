import type { Milliseconds } from '../../../shared/units';
import type { OwnBlock, Situation } from '../case-file';

/** A report of a probe and the end it caused are at most this far apart; the command may still wait for its children. */
const MAX_LEAD: Milliseconds = 2000;

/** The exception that may have ended a process. */
export interface OwnException {
  readonly type: string;
  readonly message: string;
  /** `ValueError: bad input`, or what was thrown where it was no error. */
  readonly text: string;
  /** `file.py:12 in function`; '' where it is not known. */
  readonly place: string;
  /** The process itself reported it through a probe; otherwise it was read from stderr. */
  readonly isReported: boolean;
  /** How the text was found to be this process's; `named` for a report. */
  readonly how: OwnBlock['how'];
}

/** The last exception the process reported, else the last traceback that may be its own. */
export function findException({ file, blocks }: Situation): OwnException | undefined {
  const report = file.exceptions.at(-1);
  const own = blocks.findLast(({ block }) => block.kind === 'python' || block.kind === 'node');
  if (report !== undefined && (file.parent === undefined || report.t >= file.exit.t - MAX_LEAD)) {
    const { errorType: type, message } = report;
    const place = own?.block.place ?? placeIn(report.traceback ?? '');
    return { type, message, text: textOf(type, message), place, isReported: true, how: 'named' };
  }
  if (own === undefined) return undefined;
  const { errorType: type, message, place } = own.block;
  return { type, message, text: textOf(type, message), place, isReported: false, how: own.how };
}

function textOf(type: string, message: string): string {
  const [firstLine = ''] = message.trim().split('\n');
  if (type === '') return firstLine;
  return firstLine === '' ? type : `${type}: ${firstLine}`;
}

/** Innermost frame of a Python traceback, first of a JavaScript stack. */
function placeIn(traceback: string): string {
  const python = [...traceback.matchAll(/^ {2}File "(.+)", line (\d+), in (.+)$/gm)].at(-1);
  if (python !== undefined) return `${python[1] ?? ''}:${python[2] ?? ''} in ${python[3] ?? ''}`;
  const node = /^\s+at (?:(.+?) \()?(?:file:\/\/)?((?:\/|[A-Za-z]:\\).+?):(\d+):\d+\)?$/m.exec(traceback);
  if (node === null) return '';
  const place = `${node[2] ?? ''}:${node[3] ?? ''}`;
  return node[1] === undefined ? place : `${place} in ${node[1]}`;
}
