import { createInterface } from 'node:readline/promises';
import type { Lesson, LessonText } from '../../../shared/lesson/lesson';
import type { Texts } from '../text/texts';

/** Asks what will happen, where somebody is there to answer. An empty answer predicts nothing. */
export async function askPredictions(
  { predictions }: Lesson,
  text: LessonText,
  { say }: Texts,
): Promise<Readonly<Record<string, string>>> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return {};
  const guesses: [string, string][] = [];
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  for (const { id } of predictions) {
    const asked = text.predictions[id];
    if (asked === undefined) continue;
    const choices = asked.choices.map((choice, index) => `  ${index + 1}) ${choice.text}`);
    const given = await lines.question(`\n${asked.question}\n${choices.join('\n')}\n${say('lesson.guess')} `);
    const choice = asked.choices[Number(given) - 1];
    if (choice !== undefined) guesses.push([id, choice.value]);
  }
  lines.close();
  return Object.fromEntries(guesses);
}
