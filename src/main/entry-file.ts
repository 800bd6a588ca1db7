import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Built files that run as a process of their own, or are loaded by one; `electron.vite.config.ts` builds one of each. */
export type EntryName = 'companion' | 'worker' | 'thread' | 'library' | 'demo-program' | 'demo-tasks';

/**
 * Path of a built entry, found from the package's root so that it is the same from the
 * source (tests), from the build and from a packaged app, whose entries are unpacked
 * because a child process cannot read inside an archive.
 */
export function entryFile(name: EntryName): string {
  return join(packageRoot(), 'out', 'main', name === 'worker' ? 'worker.cjs' : `${name}.js`).replace(
    /app\.asar(?=[\\/])/,
    'app.asar.unpacked',
  );
}

/** Path below `resources/`, as {@link entryFile}. */
export function resourceFile(...parts: readonly string[]): string {
  return join(packageRoot(), 'resources', ...parts).replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

let foundRoot: string | undefined;

/** The folder of the package that this file belongs to. */
export function packageRoot(): string {
  foundRoot ??= findPackageRoot(import.meta.dirname);
  return foundRoot;
}

function findPackageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${from}`);
  }
}
