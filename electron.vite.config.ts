import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { library } from './scripts/library/bundle';

// By hand, not from the electron package's version: development and tests may run an
// older Electron (33: Node 20.18, Chromium 130) than the one that ships.
const NODE_TARGET = 'node20.18';
const PAGE_TARGET = 'chrome130';

const from = (path: string) => resolve(import.meta.dirname, path);

// koffi holds native code, pidtree picks its files by platform: both stay packages. All else is
// bundled, because one file loads several times faster than a hundred.
const kept = ['koffi', 'pidtree', 'electron'];

export default defineConfig({
  main: {
    plugins: [library({ root: import.meta.dirname, target: NODE_TARGET, external: kept })],
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        external: kept,
        input: {
          index: from('src/main/index.ts'),
          cli: from('src/main/cli/index.ts'),
          companion: from('src/main/companion/index.ts'),
          thread: from('src/main/multiprocessing/thread/entry.ts'),
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
