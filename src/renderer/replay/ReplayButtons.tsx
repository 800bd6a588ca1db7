import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNextFilled,
  IconPlayerTrackPrevFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { momentKinds, momentsOf, stepFrom } from '../../shared/replay/moments';
import type { RunModel } from '../../shared/model/run-model';
import { type ReplayControls, speeds } from './replay-controls';

interface ReplayButtonsProps {
  readonly controls: ReplayControls;
  /** The whole run. */
  readonly whole: RunModel;
}

/** Play and hold, and steps from one end, join, hang or failed task to the next. */
export function ReplayButtons({ controls, whole }: ReplayButtonsProps) {
  const { t } = useTranslation('runs');
  const { at, isPlaying, kind, speed, step, toggle, setKind, setSpeed } = controls;
  const moments = momentsOf(whole, kind);
  const now = at ?? whole.now;
  const what = t(`replay.kind.${kind}`);
  return (
    <div className="rv-replay" role="group" aria-label={t('replay.title')}>
      <button
        type="button"
        className="rv-icon-button"
        aria-label={t('replay.previous', { what })}
        title={t('replay.previous', { what })}
        disabled={stepFrom(moments, now, -1) === undefined}
        onClick={() => step(-1)}
      >
        <IconPlayerTrackPrevFilled size={13} aria-hidden />
      </button>
      <button
        type="button"
        className="rv-icon-button"
        aria-label={t(isPlaying ? 'replay.pause' : 'replay.play')}
        title={t(isPlaying ? 'replay.pause' : 'replay.play')}
        onClick={toggle}
      >
        {isPlaying ? <IconPlayerPauseFilled size={15} aria-hidden /> : <IconPlayerPlayFilled size={15} aria-hidden />}
      </button>
      <button
        type="button"
        className="rv-icon-button"
        aria-label={t('replay.next', { what })}
        title={t('replay.next', { what })}
        disabled={stepFrom(moments, now, 1) === undefined}
        onClick={() => step(1)}
      >
        <IconPlayerTrackNextFilled size={13} aria-hidden />
      </button>
      <Choice
        label={t('replay.kinds')}
        className="rv-replay-kind"
        value={kind}
        options={momentKinds.map((value) => ({ value, text: t(`replay.kind.${value}`) }))}
        onChange={setKind}
      />
      <Choice
        label={t('replay.speed')}
        value={speed}
        options={speeds.map((value) => ({ value, text: `${value}×` }))}
        onChange={setSpeed}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly label: string;
  readonly className?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string | number>({
  label,
  className = '',
  value,
  options,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <select
      className={`rv-replay-choice ${className}`}
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => String(option.value) === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
