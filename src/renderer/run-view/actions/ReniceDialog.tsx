import { Button, NumberInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { ProcessRow } from '../../../shared/model/process-row';
import { NICE_RANGE } from '../../../shared/run-action';
import { useActions } from '../../store/stores-context';
import { useSay } from '../words';
import { ActionDialog } from './ActionDialog';
import { targetOf } from './process-actions';
import { useOpenRun } from './use-open-run';

/** Somewhat behind the others: what one wants most often. */
const FIRST_CHOICE = 10;

/** Asks for the nice value of a process. */
export function ReniceDialog() {
  return (
    <ActionDialog id="renice">{(row, close) => <NiceForm key={row.index} row={row} onClose={close} />}</ActionDialog>
  );
}

interface NiceFormProps {
  readonly row: ProcessRow;
  readonly onClose: () => void;
}

function NiceForm({ row, onClose }: NiceFormProps) {
  const say = useSay();
  const run = useOpenRun();
  const actions = useActions();
  const [nice, setNice] = useState<number | string>(FIRST_CHOICE);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typeof nice !== 'number' || run === undefined) return;
    void actions.act(run.runId, { type: 'renice', ...targetOf(row), nice });
    onClose();
  };
  return (
    <form className="rv-confirm" onSubmit={submit}>
      <NumberInput
        label={say('renice.label')}
        description={say('renice.help')}
        value={nice}
        onChange={setNice}
        min={NICE_RANGE.least}
        max={NICE_RANGE.most}
        allowDecimal={false}
        clampBehavior="strict"
        data-autofocus
        hideControls
      />
      <div className="door-buttons">
        <Button type="submit" disabled={typeof nice !== 'number'}>
          {say('renice.apply')}
        </Button>
      </div>
    </form>
  );
}
