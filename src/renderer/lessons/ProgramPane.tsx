import { Button, Select, UnstyledButton } from '@mantine/core';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import IconPlayerStopFilled from '@tabler/icons-react/icons/IconPlayerStopFilled';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Lesson, programLanguages } from '../../shared/lesson/lesson';
import { lineOfSnippet, marksOf } from '../../shared/lesson/lesson-result';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { useActions, useStores } from '../store/stores-context';
import { findError } from './find-error';
import { changeDesk, type Desk, lessonStore } from './lesson-store';
import { type LineMark, ProgramEditor } from './ProgramEditor';
import { useLessonLanguage } from './use-lesson-language';
import { startProgram } from './use-lesson-run';

interface ProgramPaneProps {
  readonly lesson: Lesson;
  readonly desk: Desk;
  readonly run: OpenRun | undefined;
}

const NAMES = { python: 'Python', typescript: 'TypeScript' } as const;

/** Both programs: read, changed, compared with what they were, and run. */
export function ProgramPane({ lesson, desk, run }: ProgramPaneProps) {
  const { t } = useTranslation('lesson');
  const stores = useStores();
  const actions = useActions();
  const [isDiff, setDiff] = useState(false);
  const marks = useLineMarks({ lesson, desk, run });
  const interpreters = useStore(lessonStore, (state) => state.interpreters);
  const { language } = desk;
  const original = lesson.programs[language];
  const isEdited = desk.sources[language] !== original;
  const lacksPython = language === 'python' && interpreters?.length === 0;
  const start = (): void => {
    if (!lacksPython) void startProgram(lesson, desk, stores);
  };
  const isLive = run !== undefined && isRunning(run);
  return (
    <section className="lesson-card lesson-program">
      <header className="lesson-bar">
        <div role="group" aria-label={t('language')} className="lesson-tabs">
          {programLanguages.map((one) => (
            <UnstyledButton
              key={one}
              className="lesson-tab"
              aria-pressed={one === language}
              onClick={() => changeDesk(lesson.id, () => ({ language: one }))}
            >
              {NAMES[one]}
            </UnstyledButton>
          ))}
        </div>
        <span className="lesson-space" />
        {isLive && run.model.started !== undefined ? (
          <Button
            color="red"
            variant="default"
            leftSection={<IconPlayerStopFilled size={13} aria-hidden />}
            onClick={() => void actions.stop(run.runId)}
          >
            {t('stop')}
          </Button>
        ) : (
          <Button
            onClick={start}
            disabled={lacksPython}
            data-testid="lesson-run"
            leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
            title={t('runHint')}
          >
            {t('run')}
          </Button>
        )}
        <Button variant="default" disabled={!isEdited} aria-pressed={isDiff} onClick={() => setDiff(!isDiff)}>
          {t('diff')}
        </Button>
        <Button
          variant="default"
          disabled={!isEdited}
          onClick={() => changeDesk(lesson.id, () => ({ sources: lesson.programs, chosen: {}, fault: undefined }))}
        >
          {t('reset')}
        </Button>
      </header>
      {lacksPython && <p className="lesson-warning">{t('noPython')}</p>}
      {desk.fault !== undefined && (
        <p className="lesson-warning" role="alert">
          {desk.fault.message}
        </p>
      )}
      <ProgramEditor
        language={language}
        text={desk.sources[language]}
        original={original}
        isDiff={isDiff && isEdited}
        marks={marks}
        label={t('program', { language: NAMES[language] })}
        onChange={(text) =>
          changeDesk(lesson.id, ({ sources }) => ({ sources: { ...sources, [language]: text }, fault: undefined }))
        }
        onRun={start}
      />
      {language === 'python' && <InterpreterChooser />}
    </section>
  );
}

/** Which Python: those that this machine has. */
function InterpreterChooser() {
  const { t } = useTranslation('lesson');
  const interpreters = useStore(lessonStore, (state) => state.interpreters) ?? [];
  const chosen = useStore(lessonStore, (state) => state.interpreter);
  const [first] = interpreters;
  if (first === undefined) return null;
  return (
    <footer className="lesson-interpreter">
      <Select
        aria-label={t('interpreter')}
        size="xs"
        allowDeselect={false}
        data={interpreters.map(({ path, version }) => ({ value: path, label: `Python ${version} · ${path}` }))}
        value={chosen ?? first.path}
        onChange={(interpreter) => lessonStore.setState({ interpreter: interpreter ?? undefined })}
      />
    </footer>
  );
}

/** The marks whose events have come, and the error, at their lines of what stands in the editor. */
function useLineMarks({ lesson, desk, run }: ProgramPaneProps): readonly LineMark[] {
  const text = lesson.texts[useLessonLanguage()];
  const { language, sources, ranLanguage, fault } = desk;
  const source = sources[language];
  return useMemo(() => {
    const marks: LineMark[] = [];
    if (fault?.line !== undefined) marks.push({ line: fault.line, text: fault.message, tone: 'error' });
    if (run === undefined || ranLanguage !== language) return marks;
    const error = findError(run.model);
    if (error !== undefined) marks.push({ line: error.line, text: error.message, tone: 'error' });
    const own = marksOf(lesson, run.model, language).flatMap(({ id, t, snippet }): LineMark[] => {
      const line = lineOfSnippet(source, snippet);
      if (line === undefined) return [];
      return [{ line, text: `${text.marks[id] ?? id} · ${(t / 1000).toFixed(2)} s`, tone: 'mark' }];
    });
    return [...marks, ...own];
    // The run is another object whenever its model changed.
  }, [lesson, text, run, language, ranLanguage, source, fault]);
}
