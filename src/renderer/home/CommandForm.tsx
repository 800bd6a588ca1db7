import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import IconEye from '@tabler/icons-react/icons/IconEye';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../store/stores-context';
import { ArgumentChips } from './ArgumentChips';
import { CommandField } from './CommandField';
import { CommandOptions } from './CommandOptions';
import { useCommandDraft } from './use-command-draft';

/** The first door: a command as one types it in a terminal. */
export function CommandForm() {
  const { t } = useTranslation();
  const form = useCommandDraft();
  const { open } = useActions();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void form.submit();
  };
  return (
    <section className="door" aria-labelledby="command-door">
      <h2 id="command-door">{t('form.title')}</h2>
      <p className="door-lead">{t('form.lead')}</p>
      <form onSubmit={submit} noValidate>
        <div className="command-box" data-wrong={form.problem?.field === 'line' || undefined}>
          <span className="command-sign" aria-hidden="true">
            $
          </span>
          <CommandField form={form} />
          <Button type="submit" loading={form.isStarting} leftSection={<IconPlayerPlayFilled size={11} aria-hidden />}>
            {t('form.run')}
          </Button>
        </div>
        <div id="command-help" className="command-help">
          {form.trouble === undefined ? <ArgumentChips form={form} /> : <Trouble text={form.trouble} />}
        </div>
        <CommandOptions form={form} />
      </form>
      <Button
        className="attach-open"
        variant="default"
        leftSection={<IconEye size={14} aria-hidden />}
        onClick={() => open('attach')}
      >
        {t('attach.open')}
      </Button>
    </section>
  );
}

function Trouble({ text }: { readonly text: string }) {
  return (
    <p className="command-trouble" role="alert">
      <IconAlertTriangle size={14} aria-hidden />
      {text}
    </p>
  );
}
