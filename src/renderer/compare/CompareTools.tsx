import { Button } from '@mantine/core';
import IconFileExport from '@tabler/icons-react/icons/IconFileExport';
import IconFilePlus from '@tabler/icons-react/icons/IconFilePlus';
import IconList from '@tabler/icons-react/icons/IconList';
import { useTranslation } from 'react-i18next';
import { useActions } from '../store/stores-context';
import type { ComparisonState } from './use-comparison';

/** Which runs, and what becomes of the comparison. */
export function CompareTools({ state: { rows } }: { readonly state: ComparisonState }) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  const read = rows.flatMap(({ path, label, run }) =>
    run === undefined ? [] : [{ path, label, workers: run.facts.workers }],
  );
  return (
    <header className="tool-bar">
      <span className="tool-count">{t('compare.count', { count: rows.length })}</span>
      <Button variant="default" leftSection={<IconList size={14} aria-hidden />} onClick={() => actions.go('runs')}>
        {t('compare.choose')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFilePlus size={14} aria-hidden />}
        onClick={() => void actions.chooseCompared()}
      >
        {t('compare.addFile')}
      </Button>
      <span className="runs-space" />
      <Button
        variant="default"
        disabled={read.length < 2 || read.length < rows.length}
        leftSection={<IconFileExport size={14} aria-hidden />}
        onClick={() => void actions.exportComparison(read)}
      >
        {t('compare.export')}
      </Button>
      <Button variant="subtle" onClick={actions.clearComparison}>
        {t('compare.clear')}
      </Button>
    </header>
  );
}
