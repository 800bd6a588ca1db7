/** Runs one program of a lesson with the real watcher and says what was found. */
import type { LessonDesk } from '../../src/main/lessons/lesson-desk';
import type { RunService } from '../../src/main/runs/run-service';
import type { Chosen, Lesson, ProgramLanguage } from '../../src/shared/lesson/lesson';
import { exitNumberOf, isOfProgram } from '../../src/shared/lesson/named-process';
import { withValues } from '../../src/shared/lesson/parameters';
import type { RunModel } from '../../src/shared/model/run-model';
import { python } from '../support/python';

export interface Played {
  readonly model: RunModel;
  /** What the program printed on stdout. */
  readonly output: readonly string[];
  /** Of the processes that the program meant, by name, sorted; main first. */
  readonly exits: readonly string[];
}

export interface Play {
  readonly lesson: Lesson;
  readonly language: ProgramLanguage;
  readonly chosen: Chosen;
  /** With other parameters than the program's own. */
  readonly isAtEnd?: boolean;
}

export async function playLesson(
  { lesson, language, chosen }: Play,
  { desk, service }: { readonly desk: LessonDesk; readonly service: RunService },
): Promise<Played> {
  const source = withValues(lesson.programs[language], lesson.parameters, { chosen, language });
  const { stopsAtHang } = lesson;
  const run = await desk.start(service, { language, source, stopsAtHang, interpreter: python });
  await run.ended;
  const { model } = run;
  service.close(run.id);
  return {
    model,
    output: model.output.entries.filter(({ stream }) => stream === 'stdout').map(({ text }) => text),
    exits: exitsOf(model),
  };
}

function exitsOf({ processes }: RunModel): readonly string[] {
  const [main, ...others] = processes;
  const children = others.filter(isOfProgram);
  const textOf = (name: string, code: number | undefined): string => `${name}: ${code ?? 'unknown'}`;
  return [
    textOf('main', main && exitNumberOf(main)),
    ...children.map((row) => textOf(nameOf(row.name), exitNumberOf(row))).sort(),
  ];
}

/** Python's ForkPoolWorker-1 is our worker-1. */
function nameOf(name: string): string {
  return name.toLowerCase().replace(/^(fork|spawn|forkserver)?pool/, '');
}
