import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueIn, withValues } from '../../../../src/shared/lesson/parameters';
import { type LessonFiles, lessonFiles, readLesson } from '../../../../src/shared/lesson/read-lesson';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'lessons', 'first-process');
const good = Object.fromEntries(
  lessonFiles.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
) as LessonFiles;

/** The lesson with one text replaced in one of its files. */
function changed(file: keyof LessonFiles, before: string, after: string): () => unknown {
  expect(good[file]).toContain(before);
  return () => readLesson('first-process', { ...good, [file]: good[file].replace(before, after) });
}

const lineOf = (file: keyof LessonFiles, text: string): number =>
  good[file].slice(0, good[file].indexOf(text)).split('\n').length;

describe('readLesson', () => {
  it('reads a lesson', () => {
    const lesson = readLesson('first-process', good);
    expect(lesson.texts.zh.title).toBe('第一个进程');
    expect(lesson.texts.en.predictions['exit-code']?.choices.map(({ value }) => value)).toEqual(['0', '3', 'None']);
  });

  it('names the line of a field that is wrong', () => {
    const line = lineOf('lesson.json', '"minutes"');
    expect(changed('lesson.json', '"minutes": 3', '"minutes": 0')).toThrow(`lesson.json:${line}: minutes`);
  });

  it('names the line of a question that nobody can answer', () => {
    const line = lineOf('lesson.json', '"answer"');
    expect(changed('lesson.json', 'output after exit code', 'mood of child')).toThrow(
      new RegExp(`^lesson\\.json:${line}: predictions\\.0\\.answer: `),
    );
  });

  it('names the line where the JSON ends too early', () => {
    expect(() => readLesson('x', { ...good, 'lesson.json': '{\n  "number": 1,\n  "course"\n' })).toThrow(
      /^lesson\.json:[34]: /,
    );
  });

  it('names the line of a heading that it does not know', () => {
    const line = lineOf('zh.md', '## Watch');
    expect(changed('zh.md', '## Watch', '## Wacht')).toThrow(`zh.md:${line}: `);
  });

  it('names the line of a text that belongs to nothing', () => {
    const line = lineOf('en.md', '## Mark join');
    expect(changed('en.md', '## Mark join', '## Mark jion')).toThrow('en.md:');
    expect(changed('en.md', '## Mark join', '## Mark other\n\nx\n\n## Mark join')).toThrow(`en.md:${line}: `);
  });

  it('misses a line of the program that a mark names', () => {
    const line = lineOf('lesson.json', '"child.join()"');
    expect(changed('program.py', 'child.join()', 'child.wait()')).toThrow(
      new RegExp(`^lesson\\.json:${line}: program\\.py has no "child\\.join\\(\\)"$`),
    );
  });

  it('misses the constant of a parameter', () => {
    expect(changed('program.ts', 'const CODE = 3;', 'const COED = 3;')).toThrow('program.ts: expected a line');
  });
});

describe('parameters', () => {
  const { parameters, programs } = readLesson('first-process', good);

  it('change the constant in both languages and nothing else', () => {
    const python = withValues(programs.python, parameters, {
      chosen: { code: 7, method: 'fork' },
      language: 'python',
    });
    expect(python).toBe(programs.python.replace('CODE = 3', 'CODE = 7').replace("METHOD = 'spawn'", "METHOD = 'fork'"));
    const typescript = withValues(programs.typescript, parameters, { chosen: { code: 7 }, language: 'typescript' });
    expect(typescript).toBe(programs.typescript.replace('const CODE = 3;', 'const CODE = 7;'));
  });

  it('are read back from a program', () => {
    expect(valueIn('A = True\nB = 1_000  # much\n', 'A')).toBe(true);
    expect(valueIn("A = 'x'\nB = 1_000  # much\n", 'B')).toBe(1000);
    expect(valueIn('const METHOD = "spawn";\n', 'METHOD')).toBe('spawn');
    expect(valueIn('', 'METHOD')).toBeUndefined();
  });
});
