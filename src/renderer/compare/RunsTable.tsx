import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seriesIndexOf } from '../../shared/compare/comparison-chart';
import { figuresOfComparison } from '../../shared/compare/comparison-figures';
import { ProcessMark } from '../marks/ProcessMark';
import { useActions } from '../store/stores-context';
import { useReportWords } from './use-report-words';
import type { ComparedRow, ComparisonState } from './use-comparison';

/** The number of workers has a field of its own. */
const OWN_COLUMN = 'workers';
const DASH = '–';

/** A line for each run: what it is called, how many workers it had, and its figures. */
export function RunsTable({ state: { rows, runs, comparison } }: { readonly state: ComparisonState }) {
  const { t } = useTranslation('runs');
  const say = useReportWords();
  const figures =
    comparison === undefined ? [] : figuresOfComparison(comparison).filter(({ key }) => key !== OWN_COLUMN);
  // Where no two did the same work, nothing is measured against another.
  const base =
    runs.length > 1 && comparison?.runs[comparison.base]?.speedUp !== undefined ? comparison.base : undefined;
  const placeOf = ({ run }: ComparedRow) => (run === undefined ? -1 : runs.indexOf(run));
  return (
    <div className="compare-scroll" tabIndex={0} role="region" aria-label={say('runs')}>
      <table className="compare-table compare-runs">
        <thead>
          <tr>
            <th scope="col">{say('column.label')}</th>
            <th scope="col">
              <Tooltip label={t('compare.workersHint')} multiline w={260}>
                <span>{say('column.workers')}</span>
              </Tooltip>
            </th>
            {figures.map(({ key }) => (
              <th key={key} scope="col">
                {say(`column.${key}`)}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.path}>
              <NameCell row={row} place={placeOf(row)} isBase={placeOf(row) === base} />
              <td>{row.run !== undefined && <WorkersField key={row.run.facts.workers} row={row} />}</td>
              {row.run === undefined ? (
                <td className="dim" colSpan={Math.max(1, figures.length)}>
                  {t('compare.reading')}
                </td>
              ) : (
                figures.map(({ key, values }) => <td key={key}>{values[placeOf(row)] ?? DASH}</td>)
              )}
              <LeaveCell row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NameCellProps {
  readonly row: ComparedRow;
  readonly place: number;
  readonly isBase: boolean;
}

function NameCell({ row: { path, label }, place, isBase }: NameCellProps) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  return (
    <th scope="row">
      <span className="compare-name">
        {place >= 0 && <ProcessMark index={seriesIndexOf(place)} />}
        <UnstyledButton
          className="mono cut compare-open"
          title={path}
          aria-label={t('compare.open', { label })}
          onClick={() => void actions.openRecording(path)}
        >
          {label}
        </UnstyledButton>
        {isBase && (
          <Tooltip label={t('compare.baseHint')}>
            <span className="compare-base">{t('compare.base')}</span>
          </Tooltip>
        )}
      </span>
    </th>
  );
}

/** Takes effect when it is left, or by Enter. What is no number of workers is what the run tells. */
function WorkersField({ row: { path, label, run } }: { readonly row: ComparedRow }) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  const known = run?.facts.workers?.toString() ?? '';
  const [typed, setTyped] = useState(known);
  const done = (): void => {
    if (typed !== known) actions.setWorkers(path, /^[1-9]\d{0,5}$/.test(typed.trim()) ? Number(typed) : undefined);
  };
  return (
    <input
      className="compare-workers"
      inputMode="numeric"
      aria-label={t('compare.workersOf', { label })}
      placeholder={DASH}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(known);
      }}
    />
  );
}

function LeaveCell({ row: { path, label } }: { readonly row: ComparedRow }) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  const said = t('compare.remove', { label });
  return (
    <td>
      <Tooltip label={said}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={said}
          onClick={() => actions.leaveComparison(path)}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </td>
  );
}
