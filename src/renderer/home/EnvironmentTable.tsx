import { UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { useTranslation } from 'react-i18next';
import type { EnvironmentRow } from '../store/view-store';
import type { CommandDraftForm } from './use-command-draft';

/** What is added to the environment of the command; nothing is drawn while nothing is added. */
export function EnvironmentTable({ form }: { readonly form: CommandDraftForm }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  if (draft.environment.length === 0) return null;
  const replace = (row: EnvironmentRow): void =>
    change({ environment: draft.environment.map((other) => (other.key === row.key ? row : other)) });
  const remove = (key: number): void => change({ environment: draft.environment.filter((other) => other.key !== key) });
  return (
    <table className="environment" aria-label={t('form.environment')}>
      <tbody>
        {draft.environment.map((row) => (
          <tr key={row.key}>
            <td className="environment-name">
              <input
                className="small-field mono"
                // The row was just asked for: what comes next is its name.
                autoFocus={row.name === '' && row.value === ''}
                value={row.name}
                placeholder={t('form.variableName')}
                aria-label={t('form.variableName')}
                spellCheck={false}
                onChange={(event) => replace({ ...row, name: event.currentTarget.value })}
              />
            </td>
            <td aria-hidden="true">=</td>
            <td>
              <input
                className="small-field mono"
                value={row.value}
                placeholder={t('form.variableValue')}
                aria-label={t('form.variableValue')}
                spellCheck={false}
                onChange={(event) => replace({ ...row, value: event.currentTarget.value })}
              />
            </td>
            <td>
              <UnstyledButton
                className="icon-button"
                aria-label={t('form.removeVariable', { name: row.name })}
                onClick={() => remove(row.key)}
              >
                <IconX size={14} aria-hidden />
              </UnstyledButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
