/** `lesson.json`: everything of a lesson that is the same in every language. */
import { z } from 'zod';
import { isCondition, isQuestion } from './question';
import { isOccasion } from './occasion';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'Expected small letters, digits and dashes');
const question = z.string().max(300).refine(isQuestion, 'Expected a question that docs/lessons.md lists');
const condition = z.string().max(300).refine(isCondition, 'Expected a condition: QUESTION is VALUE');
const occasion = z.string().max(300).refine(isOccasion, 'Expected an occasion that docs/lessons.md lists');
const snippet = z.string().min(1).max(200);

const parameterValue = z.union([z.string().max(200), z.number(), z.boolean()]);
export type ParameterValue = z.infer<typeof parameterValue>;

const values = z.array(parameterValue).min(2).max(12);
const parameter = z
  .strictObject({
    id,
    /** Name of the constant in both programs, on a line of its own at the top level. */
    constant: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'Expected the name of a constant in capitals'),
    values: values.optional(),
    /** Values that only one of the languages has; `values` are for both. */
    python: values.optional(),
    typescript: values.optional(),
    /** Makes the program slower, so that a room can follow. */
    slows: z.boolean().default(false),
  })
  .refine(
    (given) => given.values !== undefined || given.python !== undefined || given.typescript !== undefined,
    'Expected values',
  );
export type Parameter = Readonly<z.infer<typeof parameter>>;

const prediction = z.strictObject({
  id,
  answer: question,
  expect: z.string().max(200),
  /** Other answers, by the value of the parameter `method`. */
  otherwise: z.record(z.string().max(40), z.string().max(200)).optional(),
});

export const panes = ['program', 'predictions', 'lanes', 'output', 'verdicts'] as const;

export const lessonDataSchema = z.strictObject({
  number: z.int().min(1).max(9999),
  /** `processes` and `ended` are ours; a teacher's own has the name of their course. */
  course: z.string().min(1).max(80),
  minutes: z.int().min(1).max(120),
  /** Below it the lesson says that its point may not be seen on this machine. */
  cores: z.int().min(1).max(1024).default(1),
  /** Systems on which the programs do what the texts say. */
  platforms: z.array(z.enum(['linux', 'darwin', 'win32'])).default(['linux', 'darwin', 'win32']),
  parameters: z.array(parameter).max(8).default([]),
  /** `expect`: the answer with the parameters as they stand in the programs. */
  predictions: z.array(prediction).min(1).max(6),
  /** `python` and `typescript`: a piece of the line that it belongs to, whose first appearance counts. */
  marks: z
    .array(z.strictObject({ id, when: occasion, python: snippet, typescript: snippet }))
    .max(12)
    .default([]),
  /** All of them say that the lesson's point was seen. */
  check: z.array(condition).min(1).max(12),
  /** Holds in a run on a machine that cannot show the point: the text below "Impossible" is said then. */
  impossible: condition.optional(),
  /** The program waits for ever: it is stopped once the hang was told. */
  stopsAtHang: z.boolean().default(false),
  /** Lanes, verdicts and each answer are held back until the reader has guessed. */
  guessFirst: z.boolean().default(false),
  /** What a presenter shows. */
  panes: z.array(z.enum(panes)).min(1).default(['program', 'predictions', 'lanes', 'verdicts']),
});
export type LessonData = Readonly<z.infer<typeof lessonDataSchema>>;
