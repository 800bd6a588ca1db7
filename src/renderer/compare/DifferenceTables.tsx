import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { seriesIndexOf } from '../../shared/compare/comparison-chart';
import type { Comparison } from '../../shared/compare/comparison';
import { formatDuration } from '../../shared/format';
import { ProcessMark } from '../marks/ProcessMark';
import { useSay } from '../run-view/words';
import { useReportWords } from './use-report-words';

const DASH = '–';

interface Part {
  readonly comparison: Comparison;
}

/** Where time was spent waiting, the kind with most of it first. */
export function WaitsTable({ comparison }: Part) {
  const { t } = useTranslation('runs');
  const say = useReportWords();
  const { waits, runs } = comparison;
  return (
    <Differences comparison={comparison} title={say('waits')} hint={t('compare.total')} isEmpty={waits.length === 0}>
      {waits.map((kind) => (
        <tr key={kind}>
          <th scope="row">{say(`wait.${kind}`)}</th>
          {runs.map(({ facts }, place) => (
            <td key={place}>{formatDuration(facts.waits.get(kind) ?? 0)}</td>
          ))}
        </tr>
      ))}
    </Differences>
  );
}

/** Processes of one name that did not end alike. */
export function VerdictsTable({ comparison }: Part) {
  const say = useReportWords();
  const sayRun = useSay();
  const { verdicts } = comparison;
  return (
    <Differences comparison={comparison} title={say('verdicts')} isEmpty={verdicts.length === 0}>
      {verdicts.map(({ name, causes }) => (
        <tr key={name}>
          <th scope="row" className="mono">
            {name}
          </th>
          {causes.map((each, place) => (
            <td key={place}>
              {each.map((cause) => sayRun(`cause.${cause}`)).join(sayRun('report:separator')) || DASH}
            </td>
          ))}
        </tr>
      ))}
    </Differences>
  );
}

interface DifferencesProps extends Part {
  readonly title: string;
  readonly hint?: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function Differences({ comparison: { runs }, title, hint, isEmpty, children }: DifferencesProps) {
  const { t } = useTranslation('runs');
  return (
    <section className="compare-part" aria-label={title}>
      <h2>
        {title} {hint !== undefined && <small className="dim">{hint}</small>}
      </h2>
      {isEmpty ? (
        <p className="compare-hint">{t('compare.noneOf')}</p>
      ) : (
        <div className="compare-scroll" tabIndex={0} role="region" aria-label={title}>
          <table className="compare-table">
            <thead>
              <tr>
                <th />
                {runs.map(({ facts }, place) => (
                  <th key={place} scope="col">
                    <span className="compare-name">
                      <ProcessMark index={seriesIndexOf(place)} />
                      <span className="cut">{facts.label}</span>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
