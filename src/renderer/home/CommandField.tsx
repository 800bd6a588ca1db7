import { Combobox, useCombobox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import type { CommandDraftForm } from './use-command-draft';

const LISTED = 8;

/**
 * The line itself. ArrowUp or ArrowDown opens what was run last, as far as it holds what is
 * typed. The list stays mounted: so its first line can be chosen as it opens.
 */
export function CommandField({ form }: { readonly form: CommandDraftForm }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const focusRequests = useView((view) => view.focusRequests);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [focusRequests]);

  const typed = form.draft.line.trim().toLowerCase();
  const matches = form.recent.filter((line) => line.toLowerCase().includes(typed)).slice(0, LISTED);

  const choose = (line: string): void => {
    form.change({ line });
    list.closeDropdown();
  };
  return (
    <Combobox store={list} keepMounted onOptionSubmit={choose} withinPortal={false} position="bottom-start" offset={12}>
      <Combobox.Target withExpandedAttribute>
        <input
          ref={field}
          className="command-field mono"
          value={form.draft.line}
          placeholder={t('form.placeholder')}
          aria-label={t('form.line')}
          aria-describedby="command-help"
          aria-invalid={form.problem?.field === 'line' || undefined}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => {
            form.change({ line: event.currentTarget.value });
            list.closeDropdown();
          }}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={matches.length === 0}>
        <Combobox.Options aria-label={t('form.recent')}>
          {matches.map((line) => (
            <Combobox.Option key={line} value={line} className="mono cut">
              {line}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
