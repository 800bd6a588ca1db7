/** A lesson that cannot be read: the file, the line, and what was expected there. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
  readonly id = 'lesson';
  readonly values: Readonly<Record<string, string | number>>;

  /** @param line counted from 1. */
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
    this.values = { file, line, reason };
  }
}
