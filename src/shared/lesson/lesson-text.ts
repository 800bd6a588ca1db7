/**
 * The text of a lesson in one language: a Markdown file whose headings say what each part is.
 *
 * `# Title` and a paragraph, then `## Story`, `## Watch`, `## Predict ID`, `## Mark ID`,
 * `## Play`, `## Point`, `## Impossible`, `## Notes`, `## Read on`: the same English headings in every language.
 */
import type { LessonText, PredictionText } from './lesson';
import { LessonError } from './lesson-error';

interface Section {
  readonly heading: string;
  /** Of its heading, counted from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

const PLAIN = ['Story', 'Watch', 'Play', 'Point', 'Impossible', 'Notes', 'Read on'] as const;
const NEEDED = ['Story', 'Watch', 'Point'] as const;

/** @throws {LessonError} with the line. */
export function parseLessonText(file: string, text: string): LessonText {
  const [top, ...sections] = sectionsOf(text);
  const title = /^# (.+)$/.exec(top?.lines.find((line) => line.trim() !== '') ?? '')?.[1];
  if (top === undefined || title === undefined) throw new LessonError(file, 1, 'Expected "# Title" first');
  const summary = top.lines
    .slice(top.lines.findIndex((line) => line.startsWith('# ')) + 1)
    .join('\n')
    .trim();
  if (summary === '') throw new LessonError(file, 2, 'Expected a sentence below the title that says what is seen');
  checkHeadings(file, sections);
  const plain = (heading: string): string =>
    sections
      .find((section) => section.heading === heading)
      ?.lines.join('\n')
      .trim() ?? '';
  return {
    title,
    summary,
    story: plain('Story'),
    watch: plain('Watch'),
    point: plain('Point'),
    impossible: plain('Impossible'),
    notes: plain('Notes'),
    readOn: plain('Read on'),
    predictions: byId(sections, 'Predict', (section) => predictionOf(file, section)),
    marks: byId(sections, 'Mark', ({ lines }) => lines.join('\n').trim()),
    parameters: playOf(file, sections),
  };
}

function checkHeadings(file: string, sections: readonly Section[]): void {
  for (const { heading, line } of sections) {
    if ((PLAIN as readonly string[]).includes(heading) || /^(Predict|Mark) [a-z0-9-]+$/.test(heading)) continue;
    throw new LessonError(file, line, `Expected ${PLAIN.join(', ')}, "Predict ID" or "Mark ID", found "${heading}"`);
  }
  for (const heading of NEEDED) {
    if (!sections.some((section) => section.heading === heading && section.lines.join('').trim() !== ''))
      throw new LessonError(file, 1, `Expected a part "## ${heading}"`);
  }
}

/** The first has no heading. A heading in a block of code is none. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { heading: string; line: number; lines: string[] }[] = [{ heading: '', line: 1, lines: [] }];
  let isCode = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith('```')) isCode = !isCode;
    if (!isCode && line.startsWith('## ')) sections.push({ heading: line.slice(3).trim(), line: index + 1, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function byId<Part>(
  sections: readonly Section[],
  kind: string,
  read: (section: Section) => Part,
): Readonly<Record<string, Part>> {
  const fitting = sections.filter(({ heading }) => heading.startsWith(`${kind} `));
  return Object.fromEntries(fitting.map((section) => [section.heading.slice(kind.length + 1), read(section)]));
}

const CHOICE = /^- ([^:]+): (.+)$/;

function predictionOf(file: string, { line, lines }: Section): PredictionText {
  const choices = lines.flatMap((one) => {
    const [, value, text] = CHOICE.exec(one) ?? [];
    return value === undefined || text === undefined ? [] : [{ value: value.trim(), text: text.trim() }];
  });
  const quoted = lines.filter((one) => one.startsWith('>')).map((one) => one.slice(1).trim());
  const asked = lines.filter((one) => !one.startsWith('>') && !CHOICE.test(one));
  const question = asked.join(' ').trim();
  if (question === '') throw new LessonError(file, line, 'Expected a question');
  if (choices.length < 2) throw new LessonError(file, line, 'Expected at least two choices: "- VALUE: text"');
  if (quoted.length === 0) throw new LessonError(file, line, 'Expected an explanation: "> text"');
  return { question, choices, explanation: quoted.join(' ') };
}

const NAMED = /^- ([a-z0-9-]+): (.+)$/;

function playOf(file: string, sections: readonly Section[]): Readonly<Record<string, string>> {
  const play = sections.find(({ heading }) => heading === 'Play');
  const named: [string, string][] = [];
  for (const [index, line] of (play?.lines ?? []).entries()) {
    if (line.trim() === '') continue;
    const [, id, text] = NAMED.exec(line) ?? [];
    if (id === undefined || text === undefined)
      throw new LessonError(file, (play?.line ?? 0) + index + 1, 'Expected "- PARAMETER: text"');
    named.push([id, text]);
  }
  return Object.fromEntries(named);
}
