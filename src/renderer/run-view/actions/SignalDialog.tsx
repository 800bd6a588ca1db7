import { Button } from '@mantine/core';
import { useState } from 'react';
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';
import { isHarmless, type ProcessSignal, processSignals } from '../../../shared/run-action';
import { useData } from '../../store/hooks';
import { useActions } from '../../store/stores-context';
import { useSay } from '../words';
import { ActionDialog } from './ActionDialog';
import { targetOf } from './process-actions';
import { useOpenRun } from './use-open-run';

/** The signals with what each does; one that ends a process is asked about once more. */
export function SignalDialog() {
  return (
    <ActionDialog id="signal" width={560}>
      {(row, close) => <Signals key={row.index} row={row} onClose={close} />}
    </ActionDialog>
  );
}

interface SignalsProps {
  readonly row: ProcessRow;
  readonly onClose: () => void;
}

function Signals({ row, onClose }: SignalsProps) {
  const say = useSay();
  const run = useOpenRun();
  const actions = useActions();
  const mustConfirm = useData(({ settings }) => settings.confirmSignal);
  const [doubtful, setDoubtful] = useState<ProcessSignal>();
  const send = (signal: ProcessSignal): void => {
    if (run !== undefined) void actions.act(run.runId, { type: 'signal-process', ...targetOf(row), signal });
    onClose();
  };
  if (hasEnded(row)) return <p role="status">{say('signal.ended', { name: row.name })}</p>;
  if (doubtful !== undefined) {
    return (
      <div className="rv-confirm" role="alertdialog" aria-label={say('signal.confirm', { signal: doubtful })}>
        <p>{say('signal.doubt', { signal: doubtful, name: row.name, pid: row.pid })}</p>
        <p className="rv-dim">{say(`signal.does.${doubtful}`)}</p>
        <div className="door-buttons">
          <Button className="button-bad" variant="default" data-autofocus autoFocus onClick={() => send(doubtful)}>
            {say('signal.confirm', { signal: doubtful })}
          </Button>
          <Button variant="default" onClick={() => setDoubtful(undefined)}>
            {say('signal.back')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <ul className="choice-list rv-signals">
      {processSignals.map((signal, place) => (
        <li key={signal}>
          <button
            type="button"
            data-autofocus={place === 0 || undefined}
            onClick={() => (mustConfirm && !isHarmless(signal) ? setDoubtful(signal) : send(signal))}
          >
            <b className="rv-mono">{signal}</b>
            <span>{say(`signal.does.${signal}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
