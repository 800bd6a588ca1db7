import { Button, Menu, Tooltip } from '@mantine/core';
import IconFileExport from '@tabler/icons-react/icons/IconFileExport';
import IconGitCompare from '@tabler/icons-react/icons/IconGitCompare';
import { useTranslation } from 'react-i18next';
import { exportForms } from '../../shared/export-form';
import { comparablePathOf } from '../store/compare-actions';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';

/** The forms in which a run is saved or passed on, and the way to compare it. */
export function ExportMenu({ run }: { readonly run: OpenRun }) {
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
          <Menu.Item key={form} onClick={() => void actions.exportRun(run.runId, form)}>
            {t(`export.${form}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconGitCompare size={14} aria-hidden />}
          disabled={comparablePathOf(run) === undefined}
          onClick={() => void actions.compareRun(run.runId)}
        >
          {t('command.compare-run')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
