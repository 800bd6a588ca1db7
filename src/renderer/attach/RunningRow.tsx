import type { RunningProcess } from '../../shared/running-process';

interface RunningRowProps {
  readonly one: RunningProcess;
  readonly onChoose: (one: RunningProcess) => void;
}

/** One process of the machine. */
export function RunningRow({ one, onChoose }: RunningRowProps) {
  const line = one.argv.join(' ');
  return (
    <li>
      <button type="button" className="attach-row" title={line} onClick={() => onChoose(one)}>
        <span className="attach-pid mono">{one.pid}</span>
        <span className="attach-name">{one.name}</span>
        <span className="attach-line mono">{line}</span>
        <span className="attach-user">{one.user ?? '–'}</span>
      </button>
    </li>
  );
}
