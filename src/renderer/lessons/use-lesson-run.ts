import { useEffect } from 'react';
import type { Lesson } from '../../shared/lesson/lesson';
import { unmetOf } from '../../shared/lesson/lesson-result';
import { useRun } from '../store/hooks';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import type { Stores } from '../store/stores';
import { useStores } from '../store/stores-context';
import { changeDesk, type Desk, lessonStore } from './lesson-store';

/** The run of the lesson's program; notes that the point was seen when it ends well. */
export function useLessonRun(lesson: Lesson, desk: Desk): OpenRun | undefined {
  const { bridge } = useStores();
  const run = useRun(desk.runId);
  const isOver = run !== undefined && !isRunning(run) && run.model.ended !== undefined;
  const isSeen = isOver && unmetOf(lesson, run.model).length === 0;
  useEffect(() => {
    if (!isSeen) return;
    void bridge.call.noteLesson(lesson.id, 'seen').then((noted) => {
      if (noted.ok) lessonStore.setState({ progress: noted.value });
    });
  }, [bridge, lesson.id, isSeen]);
  return run;
}

/** Runs what stands in the editor; the run before it is put away. */
export async function startProgram(lesson: Lesson, desk: Desk, { bridge, runs }: Stores): Promise<void> {
  const { language, runId: before } = desk;
  const source = desk.sources[language];
  const { interpreter } = lessonStore.getState();
  const started = await bridge.call.startLesson({
    language,
    source,
    stopsAtHang: lesson.stopsAtHang,
    ...(interpreter !== undefined && { interpreter }),
  });
  if (before !== undefined && (await bridge.call.closeRun(before)).ok) runs.forget(before);
  if (started.ok) {
    const ranOwn = source === lesson.programs[language];
    changeDesk(lesson.id, () => ({ runId: started.value, ranLanguage: language, ranOwn, fault: undefined }));
    return;
  }
  const { message, values } = started.fault;
  const line = typeof values?.['line'] === 'number' ? values['line'] : undefined;
  changeDesk(lesson.id, () => ({ fault: { message, line } }));
}
