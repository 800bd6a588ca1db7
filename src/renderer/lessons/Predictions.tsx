import { Radio } from '@mantine/core';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import IconX from '@tabler/icons-react/icons/IconX';
import { useTranslation } from 'react-i18next';
import type { Lesson, PredictionText } from '../../shared/lesson/lesson';
import { type PredictionResult, predictionResults } from '../../shared/lesson/lesson-result';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { changeDesk, type Desk } from './lesson-store';
import { Inline } from '../markdown/Markdown';
import { useLessonLanguage } from './use-lesson-language';

interface PredictionsProps {
  readonly lesson: Lesson;
  readonly desk: Desk;
  readonly run: OpenRun | undefined;
}

/** What is asked before the run, and after it what the run said. */
export function Predictions({ lesson, desk, run }: PredictionsProps) {
  const text = lesson.texts[useLessonLanguage()];
  const isOver = run !== undefined && !isRunning(run);
  const results = isOver ? predictionResults(lesson, run.model) : [];
  return lesson.predictions.map(({ id }) => {
    const asked = text.predictions[id];
    if (asked === undefined) return null;
    return (
      <Prediction
        key={id}
        asked={asked}
        guess={desk.guesses[id]}
        result={lesson.guessFirst && desk.guesses[id] === undefined ? undefined : results.find((one) => one.id === id)}
        isOwn={desk.ranOwn}
        onGuess={(value) => changeDesk(lesson.id, ({ guesses }) => ({ guesses: { ...guesses, [id]: value } }))}
      />
    );
  });
}

interface PredictionProps {
  readonly asked: PredictionText;
  readonly guess: string | undefined;
  readonly result: PredictionResult | undefined;
  /** The program that ran is the lesson's own, unchanged. */
  readonly isOwn: boolean;
  readonly onGuess: (value: string) => void;
}

function Prediction({ asked, guess, result, isOwn, onGuess }: PredictionProps) {
  const { t } = useTranslation('lesson');
  return (
    <section className="lesson-card lesson-prediction">
      <Radio.Group
        label={<Inline text={`${t('before')} ${asked.question}`} />}
        value={guess ?? ''}
        onChange={onGuess}
        readOnly={result !== undefined}
      >
        {asked.choices.map(({ value, text }) => (
          <Radio key={value} value={value} label={<Inline text={`\`${value}\` ${text}`} />} />
        ))}
      </Radio.Group>
      {result !== undefined && <Answer asked={asked} guess={guess} result={result} isOwn={isOwn} />}
    </section>
  );
}

function Answer({
  asked,
  guess,
  result,
  isOwn,
}: Omit<PredictionProps, 'onGuess' | 'result'> & { result: PredictionResult }) {
  const { t } = useTranslation('lesson');
  const answer = result.answer ?? t('unknown');
  const kind = guess === undefined ? 'none' : guess === result.answer ? 'right' : 'wrong';
  const Icon = { none: IconInfoCircle, right: IconCheck, wrong: IconX }[kind];
  const isOther = isOwn && !result.isAsTaught;
  return (
    <div className="lesson-answer" data-kind={kind} role="status">
      <Icon size={15} aria-hidden />
      <span>
        {t(`answer.${kind}`, { answer })} {isOther ? t('otherwise') : <Inline text={asked.explanation} />}
      </span>
    </div>
  );
}
