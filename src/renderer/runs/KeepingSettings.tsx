import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../shared/format';
import { CopyButton } from '../settings/CopyButton';
import { Setting } from '../settings/Setting';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';

const COUNTS = [10, 30, 100, 300, 1000, 10_000];
/** 24 hours of 50 processes, two samples a second, take 0.6 GB. */
const RECORDING_SIZES = [0.1e9, 0.25e9, 0.5e9, 1e9, 2e9, 4e9];
const SIZES = [0.5e9, 1e9, 2e9, 5e9, 20e9, 100e9];

/** Where runs are recorded, and how many of them stay. */
export function KeepingSettings() {
  const { t } = useTranslation(['runs', 'app']);
  const actions = useActions();
  const { recordingsFolder, keptRecordings, keptSize, recordingSize } = useData(({ settings }) => settings);
  const usual = useData(({ facts }) => facts.recordingsFolder);
  const folder = recordingsFolder ?? usual;
  const choose = async (): Promise<void> => {
    const chosen = await actions.chooseFolder(folder);
    if (chosen !== undefined) await actions.change({ recordingsFolder: chosen });
  };
  return (
    <>
      <Setting label={t('runs:keeping.where')} hint={t('runs:keeping.whereHint')} path={folder}>
        <CopyButton text={folder} label={t('app:settings.copy')} />
        <Button variant="default" onClick={() => void choose()}>
          {t('runs:keeping.choose')}
        </Button>
        {recordingsFolder !== undefined && (
          <Button variant="subtle" onClick={() => void actions.change({ recordingsFolder: undefined })}>
            {t('runs:keeping.usual')}
          </Button>
        )}
      </Setting>
      <Setting label={t('runs:keeping.count')} hint={t('runs:keeping.countHint')}>
        <Amount
          label={t('runs:keeping.count')}
          offered={COUNTS}
          value={keptRecordings}
          say={(count) => t('runs:keeping.runs', { count })}
          onChange={(count) => void actions.change({ keptRecordings: count })}
        />
      </Setting>
      <Setting label={t('runs:keeping.size')} hint={t('runs:keeping.sizeHint')}>
        <Amount
          label={t('runs:keeping.size')}
          offered={SIZES}
          value={keptSize}
          say={formatBytes}
          onChange={(size) => void actions.change({ keptSize: size })}
        />
      </Setting>
      <Setting label={t('runs:keeping.one')} hint={t('runs:keeping.oneHint')}>
        <Amount
          label={t('runs:keeping.one')}
          offered={RECORDING_SIZES}
          value={recordingSize}
          say={formatBytes}
          onChange={(size) => void actions.change({ recordingSize: size })}
        />
      </Setting>
    </>
  );
}

interface AmountProps {
  readonly label: string;
  readonly offered: readonly number[];
  readonly value: number;
  readonly say: (amount: number) => string;
  readonly onChange: (amount: number) => void;
}

/** A choice of amounts; one that was written into the file by hand is offered too. */
function Amount({ label, offered, value, say, onChange }: AmountProps) {
  const all = [...new Set([...offered, value])].sort((a, b) => a - b);
  return (
    <NativeSelect
      size="xs"
      aria-label={label}
      data={all.map((amount) => ({ value: String(amount), label: say(amount) }))}
      value={String(value)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
