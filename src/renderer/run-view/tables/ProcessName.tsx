import type { ProcessRow } from '../../../shared/model/process-row';
import type { Pid } from '../../../shared/units';
import { ProcessMark } from '../../marks/ProcessMark';
import { DASH } from '../grid/columns';
import { CutName } from '../grid/CutName';

interface ProcessNameProps {
  /** `undefined`: nobody saw it. */
  readonly row: ProcessRow | undefined;
  readonly pid: Pid | undefined;
  /** Without the pid where the program gave it a name. */
  readonly isBrief?: boolean;
}

/** A process in a cell of another table. */
export function ProcessName({ row, pid, isBrief = false }: ProcessNameProps) {
  if (row === undefined) return <span className="rv-mono">{pid ?? DASH}</span>;
  return (
    <>
      <ProcessMark index={row.index} />
      <CutName name={row.name} />
      {!(isBrief && row.isNamedByProgram) && <span className="rv-dim">{row.pid}</span>}
    </>
  );
}

/** The same as text. */
export function processText(row: ProcessRow | undefined, pid: Pid | undefined): string {
  return row === undefined ? String(pid ?? DASH) : `${row.name} ${row.pid}`;
}
