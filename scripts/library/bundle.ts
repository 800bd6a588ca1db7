/**
 * Builds the library, and what its child processes run, as one CommonJS file each: those can be
 * started from what V8 made of them before (`multiprocessing/load-compiled.ts`), ES modules cannot.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';

interface Target {
  /** The project's folder. */
  readonly root: string;
  /** As `build.target`. */
  readonly target: string;
  /** Packages that stay packages. */
  readonly external: readonly string[];
}

const ROOM = 'src/main/multiprocessing';
/** Each holds all that it needs: one file is loaded faster than several. */
const FILES = { worker: 'worker/launch.ts', child: 'worker/index.ts', library: 'index.ts' };
const WRAPPER = 'virtual:library';

export const library = (target: Target): Plugin => ({
  name: 'joinscope-library',
  apply: 'build',
  async writeBundle() {
    const names = new Map<string, readonly string[]>();
    for (const [name, file] of Object.entries(FILES)) {
      const path = resolve(target.root, ROOM, file);
      names.set(name, await buildOne({ ...target, name, file: path, format: 'cjs', plugin: hashFirst }));
    }
    const loader = resolve(target.root, ROOM, 'load-compiled.ts');
    const plugin = wrapper(wrapperText(loader, names.get('library') ?? []));
    await buildOne({ ...target, name: 'library', file: WRAPPER, format: 'es', plugin });
  },
});

interface OneFile extends Target {
  readonly name: string;
  readonly file: string;
  readonly format: 'cjs' | 'es';
  readonly plugin: Plugin;
}

/** @returns the names of its exports. */
async function buildOne(one: OneFile): Promise<readonly string[]> {
  const built = await build(configFor(one));
  const [first] = Array.isArray(built) ? built : [built];
  return 'output' in first ? first.output[0].exports : [];
}

const configFor = ({ root, name, file, format, plugin, target, external }: OneFile): InlineConfig => ({
  configFile: false,
  logLevel: 'warn',
  plugins: [plugin],
  build: {
    ssr: true,
    target,
    outDir: resolve(root, 'out', 'main'),
    emptyOutDir: false,
    rolldownOptions: {
      input: { [name]: file },
      external: [...external],
      output: {
        format,
        strict: true,
        // They are read at each start.
        comments: false,
        codeSplitting: false,
        entryFileNames: format === 'es' ? '[name].js' : '[name].cjs',
      },
    },
  },
});

/** What `import ... from 'joinscope'` loads: an ES module has to say the names of its exports. */
const wrapper = (text: string): Plugin => ({
  name: 'joinscope-library-wrapper',
  resolveId: (id) => (id === WRAPPER ? id : undefined),
  load: (id) => (id === WRAPPER ? text : undefined),
});

const wrapperText = (loader: string, names: readonly string[]): string => `
  import { createRequire } from 'node:module';
  import { join } from 'node:path';
  import { loadCompiled } from ${JSON.stringify(loader)};
  const library = loadCompiled(join(import.meta.dirname, 'library.cjs'), createRequire(import.meta.url));
  const { ${names.map((name, index) => `${name}: _${index}`).join(', ')} } = library;
  export { ${names.map((name, index) => `_${index} as ${name}`).join(', ')} };
`;

/** By its hash, a text is told from the one that a cache was made from: see `load-compiled.ts`. */
const hashFirst: Plugin = {
  name: 'joinscope-hash-first',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = `//${createHash('sha256').update(file.code).digest('hex').slice(0, 16)}\n${file.code}`;
    }
  },
};
