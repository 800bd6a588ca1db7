import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

// By hand, not from the electron package's version: development and tests may run an
// older Electron (33: Node 20.18, Chromium 130) than the one that ships.
const NODE_TARGET = 'node20.18';
const PAGE_TARGET = 'chrome130';

const from = (path: string) => resolve(import.meta.dirname, path);

// koffi holds native code, pidtree picks its files by platform: both stay packages. All else is
// bundled, because one file loads several times faster than a hundred.
const kept = ['koffi', 'pidtree', 'electron'];

/**
 * What a child process of the library runs: one CommonJS file, which Node starts faster than
 * an ES module and its imports, and the file that launches it (`docs/performance.md`). What is
 * shared between processes is loaded from the library's own build, where the user's module
 * finds the same classes.
 */
const childProcess = (): Plugin => ({
  name: 'joinscope-child-process',
  apply: 'build',
  async writeBundle() {
    const crossings = from('src/main/multiprocessing/sync/crossings');
    await build({
      configFile: false,
      logLevel: 'warn',
      plugins: [hashFirst],
      build: {
        ssr: true,
        target: NODE_TARGET,
        outDir: from('out/main'),
        emptyOutDir: false,
        rolldownOptions: {
          input: {
            worker: from('src/main/multiprocessing/worker/launch.ts'),
            child: from('src/main/multiprocessing/worker/index.ts'),
          },
          external: (id) => id.endsWith('/sync/crossings'),
          output: {
            format: 'cjs',
            strict: true,
            // It is read at each start.
            comments: false,
            entryFileNames: '[name].cjs',
            paths: (id) => (id === crossings ? './crossings.js' : id),
          },
        },
      },
    });
  },
});

/** By its hash, a text is told from the one that a cache was made from: see `worker/launch.ts`. */
const hashFirst: Plugin = {
  name: 'joinscope-hash-first',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = `//${createHash('sha256').update(file.code).digest('hex').slice(0, 16)}\n${file.code}`;
    }
  },
};

export default defineConfig({
  main: {
    plugins: [childProcess()],
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        external: kept,
        input: {
          index: from('src/main/index.ts'),
          cli: from('src/main/cli/index.ts'),
          companion: from('src/main/companion/index.ts'),
          library: from('src/main/multiprocessing/index.ts'),
          thread: from('src/main/multiprocessing/thread/entry.ts'),
          crossings: from('src/main/multiprocessing/sync/crossings.ts'),
          'demo-program': from('src/main/demos/program.ts'),
          'demo-tasks': from('src/main/demos/tasks.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        external: ['electron'],
        input: { index: from('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [react()],
    build: {
      target: PAGE_TARGET,
      rolldownOptions: { input: from('src/renderer/index.html') },
    },
  },
});
