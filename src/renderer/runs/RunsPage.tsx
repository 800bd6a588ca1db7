import { Button } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../store/stores-context';
import { RecoverBar } from './RecoverBar';
import { RunDetails } from './RunDetails';
import { RunsList } from './RunsList';
import { RunsTools } from './RunsTools';
import { everyRun } from './find-runs';
import { useRunsPage } from './use-runs-page';
import './runs.css';

/** Every recording there is: to be found, marked, opened and put away. */
export function RunsPage() {
  const { t } = useTranslation('runs');
  const page = useRunsPage();
  const search = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const { all, found, current } = page;
  return (
    <section className="tool-page" aria-labelledby="runs-title">
      <h1 id="runs-title" className="only-heard">
        {t('title')}
      </h1>
      <RunsTools page={page} search={search} />
      <RecoverBar all={all ?? []} />
      {found.length > 0 ? (
        <div className="runs-body">
          <RunsList
            page={page}
            onSearch={() => search.current?.focus()}
            onRename={() => {
              name.current?.focus();
              name.current?.select();
            }}
          />
          {current !== undefined && (
            <RunDetails key={current.path} entry={current} name={name} onRemove={page.remove} />
          )}
        </div>
      ) : (
        all !== undefined && <NothingThere isEmpty={all.length === 0} onClear={() => page.ask(everyRun)} />
      )}
    </section>
  );
}

function NothingThere({ isEmpty, onClear }: { readonly isEmpty: boolean; readonly onClear: () => void }) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  return (
    <div className="runs-empty">
      <strong>{t(isEmpty ? 'empty' : 'nothing')}</strong>
      <span>{t(isEmpty ? 'emptyHint' : 'nothingHint')}</span>
      {isEmpty ? (
        <Button onClick={actions.newRun}>{t('goHome')}</Button>
      ) : (
        <Button variant="default" onClick={onClear}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}
