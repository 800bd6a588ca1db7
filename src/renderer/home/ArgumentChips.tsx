import { UnstyledButton } from '@mantine/core';
import IconTerminal2 from '@tabler/icons-react/icons/IconTerminal2';
import { useTranslation } from 'react-i18next';
import { useData } from '../store/hooks';
import { shellSignIn, type Word } from './split-command-line';
import type { CommandDraftForm } from './use-command-draft';

/** What will be started, before it is: each argument in a frame of its own. */
export function ArgumentChips({ form }: { readonly form: CommandDraftForm }) {
  const { t } = useTranslation();
  const shell = useData(({ facts }) => (facts.platform === 'win32' ? 'cmd.exe' : '/bin/sh -c'));
  const { draft, split } = form;
  if (draft.line.trim() === '') return <p className="dim">{t('form.idle')}</p>;
  if (draft.shell) {
    return (
      <p className="chips" aria-label={t('form.forShell', { shell })}>
        <IconTerminal2 size={14} aria-hidden className="dim" />
        <span className="chip chip-program mono">{shell}</span>
        <span className="chip mono">{draft.line.trim()}</span>
      </p>
    );
  }
  if (!split.ok) return <p className="dim">{t(`form.problem.${split.problem}`, { ...split })}</p>;
  return (
    <>
      <Chips words={split.words} />
      <ShellHint form={form} words={split.words} />
    </>
  );
}

function Chips({ words }: { readonly words: readonly Word[] }) {
  const { t } = useTranslation();
  return (
    <ol className="chips" aria-label={t('form.arguments')}>
      {words.map(({ text }, index) => (
        // An argument is named by its place alone: the same text may stand twice.
        <li key={index} className={`chip mono${index === 0 ? ' chip-program' : ''}`}>
          {text === '' ? <em className="dim">{t('form.emptyWord')}</em> : text}
        </li>
      ))}
    </ol>
  );
}

function ShellHint({ form, words }: { readonly form: CommandDraftForm; readonly words: readonly Word[] }) {
  const { t } = useTranslation();
  const sign = shellSignIn(words);
  if (sign === undefined) return null;
  return (
    <p className="shell-hint">
      {t('form.shellSign', { sign })}{' '}
      <UnstyledButton className="link" onClick={() => form.change({ shell: true })}>
        {t('form.useShell')}
      </UnstyledButton>
    </p>
  );
}
