import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { build } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/**
 * Makes one JavaScript file of a TypeScript program, for a test that needs it in a process of
 * its own. It lies in the project, so that packages are found; the test's end removes it.
 *
 * @param entry absolute path.
 * @returns absolute path of the program.
 */
export async function bundle(entry: string): Promise<string> {
  mkdirSync(join(root, 'out'), { recursive: true });
  const outDir = mkdtempSync(join(root, 'out', 'test-'));
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: entry,
      outDir,
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return join(outDir, 'program.mjs');
}
