import type { Handlers } from '../../shared/ipc/contract';
import type { LessonDesk } from '../lessons/lesson-desk';
import type { RunDesk } from './run-desk';

type LessonCalls = 'listLessons' | 'readLesson' | 'startLesson' | 'noteLesson' | 'findInterpreters';

/** What main answers the page about lessons. */
export function lessonHandlers(desk: RunDesk, lessons: () => Promise<LessonDesk>): Pick<Handlers, LessonCalls> {
  return {
    listLessons: async () => {
      const { library, progress } = await lessons();
      return { list: await library.list(), progress: progress.read() };
    },
    readLesson: async (id) => (await lessons()).library.read(id),
    startLesson: async (request) => desk.show(await (await lessons()).start(await desk.service(), request)),
    noteLesson: async (id, state) => (await lessons()).progress.note(id, state),
    findInterpreters: async () => (await lessons()).interpreters(),
  };
}
