import { Button } from '@mantine/core';
import IconGitCompare from '@tabler/icons-react/icons/IconGitCompare';
import { useTranslation } from 'react-i18next';
import { otherWorkOf } from '../../shared/compare/comparison-figures';
import { useActions } from '../store/stores-context';
import { CompareCharts } from './CompareCharts';
import { CompareTools } from './CompareTools';
import { VerdictsTable, WaitsTable } from './DifferenceTables';
import { RunsTable } from './RunsTable';
import { SpeedUpPane } from './SpeedUpPane';
import { useComparison } from './use-comparison';
import { useReportWords } from './use-report-words';
import './compare.css';

/** Two or more recordings side by side: figures, speed-up, curves over a common time, waits and ends. */
export function ComparePage() {
  const { t } = useTranslation('runs');
  const state = useComparison();
  const { rows, runs, comparison } = state;
  const say = useReportWords();
  const otherWork = comparison === undefined ? undefined : otherWorkOf(comparison);
  return (
    <section className="tool-page" aria-labelledby="compare-title">
      <h1 id="compare-title" className="only-heard">
        {t('compare.title')}
      </h1>
      {rows.length === 0 ? (
        <NothingYet />
      ) : (
        <>
          <CompareTools state={state} />
          <div className="compare-body" tabIndex={0} role="region" aria-label={t('compare.title')}>
            <RunsTable state={state} />
            {rows.length === 1 && <p className="compare-hint">{t('compare.oneMore')}</p>}
            {comparison !== undefined && runs.length > 1 && (
              <>
                {otherWork !== undefined && <p className="compare-hint">{say(otherWork.key, otherWork.values)}</p>}
                {otherWork?.key !== 'noSameWork' && <SpeedUpPane comparison={comparison} />}
                <CompareCharts runs={runs} />
                <div className="compare-tables">
                  <WaitsTable comparison={comparison} />
                  <VerdictsTable comparison={comparison} />
                </div>
              </>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function NothingYet() {
  const { t } = useTranslation('runs');
  const actions = useActions();
  return (
    <div className="compare-empty">
      <IconGitCompare size={34} stroke={1.3} aria-hidden />
      <strong>{t('compare.empty')}</strong>
      <span>{t('compare.emptyHint')}</span>
      <div className="compare-empty-buttons">
        <Button onClick={() => actions.go('runs')}>{t('compare.choose')}</Button>
        <Button variant="default" onClick={() => void actions.chooseCompared()}>
          {t('compare.addFile')}
        </Button>
      </div>
    </div>
  );
}
