import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'sucrase';
import type { ProgramLanguage } from '../../shared/lesson/lesson';
import { entryFile } from '../entry-file';

/** A program in a folder of its own, ready to run. */
export interface Workspace {
  readonly folder: string;
  readonly program: string;
  /** Removes the folder. */
  readonly remove: () => void;
}

/** The types were wrong, or what stands there is no TypeScript: the line is that of the program. */
export class ProgramSyntaxError extends Error {
  override readonly name = 'ProgramSyntaxError';
  readonly id = 'programSyntax';
  readonly values: Readonly<Record<string, string | number>>;

  constructor(line: number, reason: string) {
    super(`program.ts:${line}: ${reason}`);
    this.values = { line, reason };
  }
}

/**
 * Writes a program where it can run. Children import its file again, so it stays until the run has ended.
 *
 * @throws {ProgramSyntaxError} for TypeScript that cannot be read.
 */
export function openWorkspace(language: ProgramLanguage, source: string): Workspace {
  const text = language === 'python' ? source : withoutTypes(source);
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-lesson-'));
  const program = join(folder, language === 'python' ? 'program.py' : 'program.mjs');
  writeFileSync(program, text);
  if (language === 'typescript') writeLibrary(folder);
  return { folder, program, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Sucrase takes the types out and leaves every line where it was, so that a traceback names the line that is shown. */
function withoutTypes(source: string): string {
  try {
    return transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, reason = message, line = '1'] =
      /^(?:Error transforming [^:]*: )?(.*?) \((\d+):\d+\)$/s.exec(message) ?? [];
    throw new ProgramSyntaxError(Number(line), reason);
  }
}

/** What `import ... from 'joinscope'` finds: our built library, as an installed package would be found. */
function writeLibrary(folder: string): void {
  const place = join(folder, 'node_modules', 'joinscope');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "name": "joinscope", "type": "module", "exports": "./index.js" }\n');
  writeFileSync(
    join(place, 'index.js'),
    `export * from ${JSON.stringify(pathToFileURL(entryFile('library')).href)};\n`,
  );
}
