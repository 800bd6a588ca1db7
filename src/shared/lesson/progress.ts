import { z } from 'zod';

/** How far the reader is, lesson by lesson; one that is not named was never opened. */
export const lessonProgressSchema = z.record(z.string().max(200), z.enum(['opened', 'seen']));
export type LessonProgress = Readonly<z.infer<typeof lessonProgressSchema>>;
