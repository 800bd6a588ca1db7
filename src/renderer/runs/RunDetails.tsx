import { Button, Textarea, TextInput, Tooltip } from '@mantine/core';
import IconPin from '@tabler/icons-react/icons/IconPin';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDuration } from '../../shared/format';
import type { ListedRecording } from '../../shared/recording';
import { useData } from '../store/hooks';
import { withTilde } from '../store/run-state';
import { useActions } from '../store/stores-context';
import { tagsOf } from './find-runs';
import { useIsLive } from './row-words';

interface RunDetailsProps {
  readonly entry: ListedRecording;
  readonly name: RefObject<HTMLInputElement | null>;
  readonly onRemove: () => void;
}

/** Name, tags and notes of one recording, and the facts of its file. What is typed holds when the field is left. */
export function RunDetails({ entry, name, onRemove }: RunDetailsProps) {
  const { t } = useTranslation('runs');
  const actions = useActions();
  const { path, marks, isElsewhere, isCutOff } = entry;
  const isLive = useIsLive(entry);
  return (
    <aside className="runs-details" aria-label={t('details')}>
      <div className="runs-actions">
        <Button onClick={() => void actions.openRecording(path)}>{t('open')}</Button>
        {isCutOff && (
          <Button variant="default" onClick={() => void actions.recover([path])}>
            {t('recoverOne')}
          </Button>
        )}
        <Tooltip label={t('pinHint')}>
          <Button
            variant="default"
            aria-pressed={marks.isPinned}
            leftSection={<IconPin size={14} aria-hidden />}
            onClick={() => void actions.mark(path, { isPinned: !marks.isPinned })}
          >
            {t(marks.isPinned ? 'unpin' : 'pin')}
          </Button>
        </Tooltip>
        <Tooltip label={t(isLive ? 'removeLive' : 'forgetHint')} disabled={!isElsewhere && !isLive}>
          {/* What is disabled tells the pointer nothing. */}
          <span>
            <Button
              variant="default"
              leftSection={<IconTrash size={14} aria-hidden />}
              disabled={isLive}
              onClick={onRemove}
            >
              {t(isElsewhere ? 'forget' : 'remove')}
            </Button>
          </span>
        </Tooltip>
      </div>
      <MarkField
        label={t('name')}
        value={marks.name}
        onDone={(text) => void actions.mark(path, { name: text.trim().slice(0, 200) })}
        field={(props) => <TextInput {...props} ref={name} placeholder={entry.title} maxLength={200} />}
      />
      <MarkField
        label={t('tags')}
        value={marks.tags.join(', ')}
        onDone={(text) => void actions.mark(path, { tags: tagsOf(text) })}
        field={(props) => <TextInput {...props} placeholder={t('tagsHint')} maxLength={500} />}
      />
      <MarkField
        label={t('notes')}
        value={marks.notes}
        onDone={(text) => void actions.mark(path, { notes: text.slice(0, 4000) })}
        field={(props) => <Textarea {...props} placeholder={t('notesHint')} rows={4} maxLength={4000} />}
      />
      <Facts entry={entry} isLive={isLive} />
    </aside>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: { readonly key: string; readonly currentTarget: { blur(): void } }) => void;
}

interface MarkFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onDone: (text: string) => void;
  readonly field: (props: FieldProps) => ReactNode;
}

/** A text that is kept when the field is left or, in one of one line, by Enter; Escape takes it back. */
function MarkField({ label, value, onDone, field }: MarkFieldProps) {
  const [typed, setTyped] = useState<string>();
  return field({
    label,
    value: typed ?? value,
    onChange: (event) => setTyped(event.currentTarget.value),
    onBlur: () => {
      if (typed !== undefined && typed !== value) onDone(typed);
      setTyped(undefined);
    },
    onKeyDown: (event) => {
      if (event.key === 'Escape') setTyped(undefined);
      if (event.key === 'Enter' && event.currentTarget instanceof HTMLInputElement) event.currentTarget.blur();
    },
  });
}

interface FactsProps {
  readonly entry: ListedRecording;
  readonly isLive: boolean;
}

/** Of a run that goes on what would be old is not said. */
function Facts({ entry, isLive }: FactsProps) {
  const { t, i18n } = useTranslation('runs');
  const home = useData(({ facts }) => facts.homeFolder);
  const started = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('command'), entry.title],
    [t('started'), started.format(entry.startedAt)],
    ...(isLive
      ? []
      : ([
          [t('lasted'), formatDuration(entry.durationMs)],
          [t('processes'), String(entry.processes)],
          [t('size'), formatBytes(entry.sizeBytes)],
        ] as const)),
    [t('file'), withTilde(entry.path, home)],
  ];
  return (
    <dl className="runs-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
