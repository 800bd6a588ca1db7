/** What a reader changed in the programs, chose and guessed, kept over a restart. */
import { z } from 'zod';
import { type Lesson, programLanguages } from '../../shared/lesson/lesson';
import { type Desk, freshDesk, lessonStore } from './lesson-store';

const KEY = 'joinscope.lessons';

const keptSchema = z.object({
  language: z.enum(programLanguages),
  /** Programs that are not as the lesson has them. */
  edited: z.partialRecord(z.enum(programLanguages), z.string().max(1_000_000)),
  chosen: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  guesses: z.record(z.string(), z.string()),
});
type Kept = z.infer<typeof keptSchema>;

let memory: Storage | undefined;
let kept: Readonly<Record<string, Kept>> = {};

/** Recalls what was kept in `storage`, and keeps there what is done from now on. */
export function rememberDesks(storage: Storage): void {
  memory = storage;
  kept = read(storage);
}

/** The reader's desk as it was left; a new one where nothing was kept of the lesson. */
export function recallDesk(lesson: Lesson, language: Desk['language']): Desk {
  const fresh = freshDesk(lesson, language);
  const last = kept[lesson.id];
  if (last === undefined) return fresh;
  const { edited, ...rest } = last;
  return { ...fresh, ...rest, sources: { ...fresh.sources, ...edited } };
}

export function keepDesk(lesson: Lesson): void {
  const desk = lessonStore.getState().desks[lesson.id];
  if (desk === undefined || memory === undefined) return;
  const { language, sources, chosen, guesses } = desk;
  const isEdited = (one: Desk['language']): boolean => sources[one] !== lesson.programs[one];
  const edited = Object.fromEntries(programLanguages.filter(isEdited).map((one) => [one, sources[one]]));
  kept = { ...kept, [lesson.id]: { language, edited, chosen, guesses } };
  try {
    memory.setItem(KEY, JSON.stringify(kept));
  } catch {
    // The quota is used up: it lives as long as the page.
  }
}

function read(storage: Storage): Readonly<Record<string, Kept>> {
  try {
    const found = z.record(z.string().max(200), z.unknown()).parse(JSON.parse(storage.getItem(KEY) ?? '{}'));
    return Object.fromEntries(
      Object.entries(found).flatMap(([id, value]) => {
        const one = keptSchema.safeParse(value);
        return one.success ? [[id, one.data]] : [];
      }),
    );
  } catch {
    return {};
  }
}
