import { Button, Checkbox, Tooltip } from '@mantine/core';
import IconFolder from '@tabler/icons-react/icons/IconFolder';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { useTranslation } from 'react-i18next';
import { useData } from '../store/hooks';
import { withTilde } from '../store/run-state';
import { useActions } from '../store/stores-context';
import { EnvironmentTable } from './EnvironmentTable';
import type { CommandDraftForm } from './use-command-draft';

/** Where, with what environment, how, and for how long. */
export function CommandOptions({ form }: { readonly form: CommandDraftForm }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  const addVariable = (): void => {
    const key = Math.max(-1, ...draft.environment.map((row) => row.key)) + 1;
    change({ environment: [...draft.environment, { key, name: '', value: '' }] });
  };
  return (
    <div className="command-options">
      <FolderField form={form} />
      <div className="option-row">
        <Tooltip label={t('form.shellHint')} multiline w={280}>
          <Checkbox
            size="xs"
            label={t('form.shell')}
            checked={draft.shell}
            onChange={(event) => change({ shell: event.currentTarget.checked })}
          />
        </Tooltip>
        <label className="option">
          <span>{t('form.timeout')}</span>
          <input
            className="small-field mono"
            inputMode="decimal"
            size={7}
            value={draft.timeout}
            placeholder={t('form.noLimit')}
            aria-invalid={form.problem?.field === 'timeout' || undefined}
            onChange={(event) => change({ timeout: event.currentTarget.value })}
          />
          <span aria-hidden="true">s</span>
        </label>
        <span className="option-space" />
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={addVariable}
        >
          {t('form.addVariable')}
        </Button>
      </div>
      <EnvironmentTable form={form} />
    </div>
  );
}

function FolderField({ form }: { readonly form: CommandDraftForm }) {
  const { t } = useTranslation();
  const actions = useActions();
  const homeFolder = useData(({ facts }) => facts.homeFolder);
  const choose = async (): Promise<void> => {
    const cwd = await actions.chooseFolder(form.folder);
    if (cwd !== undefined) form.change({ cwd });
  };
  return (
    <div className="option-row">
      <label className="option option-wide">
        <span>{t('form.in')}</span>
        <input
          className="small-field mono"
          value={form.draft.cwd}
          placeholder={withTilde(form.folder, homeFolder)}
          aria-label={t('form.folder')}
          aria-invalid={form.problem?.field === 'cwd' || undefined}
          spellCheck={false}
          onChange={(event) => form.change({ cwd: event.currentTarget.value })}
        />
      </label>
      <Button variant="default" leftSection={<IconFolder size={13} aria-hidden />} onClick={() => void choose()}>
        {t('form.choose')}
      </Button>
    </div>
  );
}
