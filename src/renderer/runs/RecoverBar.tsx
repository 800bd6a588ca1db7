import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import { useTranslation } from 'react-i18next';
import type { ListedRecording } from '../../shared/recording';
import { useActions } from '../store/stores-context';
import './runs.css';

/** Offers to close recordings that were cut off. */
export function RecoverBar({ all }: { readonly all: readonly ListedRecording[] }) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  const cutOff = all.filter(({ isCutOff }) => isCutOff).map(({ path }) => path);
  if (cutOff.length === 0) return null;
  return (
    <div className="runs-recover" role="status">
      <IconAlertTriangle size={16} stroke={2} aria-hidden />
      <span>{t('recover', { count: cutOff.length })}</span>
      <Button variant="default" onClick={() => void actions.recover(cutOff)}>
        {t('recoverAll')}
      </Button>
    </div>
  );
}
