import { Button, Menu, Tooltip } from '@mantine/core';
import IconFileExport from '@tabler/icons-react/icons/IconFileExport';
import { useTranslation } from 'react-i18next';
import { exportForms } from '../../shared/export-form';
import type { RunId } from '../../shared/units';
import { useActions } from '../store/stores-context';

/** The forms in which a run is passed on. */
export function ExportMenu({ runId }: { readonly runId: RunId }) {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Tooltip label={t('export.hint')}>
          <Button
            variant="default"
            className="export-button"
            leftSection={<IconFileExport size={14} aria-hidden />}
            aria-label={t('export.label')}
          >
            <span className="export-words">{t('export.label')}</span>
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {exportForms.map((form) => (
          <Menu.Item key={form} onClick={() => void actions.exportRun(runId, form)}>
            {t(`export.${form}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
