import type { ProcessRow } from '../../../shared/model/process-row';
import { type CounterText, counterTexts } from '../selectors/counter-texts';
import { counters } from '../selectors/process-table';
import { useSay } from '../words';

interface CounterCellsProps {
  readonly row: ProcessRow;
}

/** What the kernel counts of one process. */
export function CounterCells({ row }: CounterCellsProps) {
  const texts = counterTexts(row);
  return counters.map((counter) => <CounterCell key={counter} counter={counter} text={texts[counter]} />);
}

interface CounterCellProps {
  readonly counter: string;
  readonly text: CounterText;
}

/** A figure, or a dash that says why there is none. */
function CounterCell({ counter, text }: CounterCellProps) {
  const say = useSay();
  return (
    <div
      role="gridcell"
      className={`rv-cell rv-cell-${counter}`}
      title={text.absence === undefined ? undefined : say(`absence.${text.absence}`)}
    >
      {text.value ?? '–'}
    </div>
  );
}
