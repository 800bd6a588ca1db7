import { Combobox, useCombobox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useData, useView } from '../store/hooks';
import { withTilde } from '../store/run-state';
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
  const homeFolder = useData(({ facts }) => facts.homeFolder);
  const focusRequests = useView((view) => view.focusRequests);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [focusRequests]);

  const typed = form.draft.line.trim().toLowerCase();
  const matches = form.recent.filter(({ line }) => line.toLowerCase().includes(typed)).slice(0, LISTED);

  const choose = (place: string): void => {
    const chosen = matches[Number(place)];
    if (chosen !== undefined) form.change({ line: chosen.line, ...(chosen.cwd !== undefined && { cwd: chosen.cwd }) });
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
          {matches.map(({ line, cwd }, place) => (
            <Combobox.Option key={`${line}\n${cwd ?? ''}`} value={String(place)} className="recent-command">
              <span className="mono cut">{line}</span>
              {cwd !== undefined && <span className="dim cut">{withTilde(cwd, homeFolder)}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
