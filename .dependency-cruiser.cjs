/**
 * The plan of the house: what each room may import. Everything not listed is refused.
 * Order is bottom to top; `node` says whether Node's own modules are allowed.
 */
const rooms = [
  { room: 'src/shared', may: [], packages: ['zod'] },
  { room: 'src/main/entry-file.ts', may: [], node: true },
  { room: 'src/main/make-folder.ts', may: [], node: true },
  { room: 'src/main/multiprocessing/state', may: ['src/shared'] },
  { room: 'src/main/multiprocessing/sync/state', may: ['src/shared', 'src/main/multiprocessing/state'] },
  { room: 'src/main/multiprocessing', may: ['src/shared', 'src/main/entry-file.ts'], packages: ['koffi'], node: true },
  { room: 'src/main/monitor', may: ['src/shared'], packages: ['koffi', 'pidtree', 'zod'], node: true },
  { room: 'src/main/launch', may: ['src/shared', 'src/main/entry-file.ts'], node: true },
  {
    room: 'src/main/companion',
    may: ['src/shared', 'src/main/launch', 'src/main/monitor', 'src/main/entry-file.ts'],
    packages: ['zod'],
    node: true,
  },
  { room: 'src/main/diagnose', may: ['src/shared'] },
  {
    room: 'src/main/record',
    may: ['src/shared', 'src/main/make-folder.ts'],
    packages: ['zod', 'papaparse'],
    node: true,
  },
  {
    room: 'src/main/demos',
    may: ['src/shared', 'src/main/multiprocessing', 'src/main/entry-file.ts'],
    packages: ['zod'],
    node: true,
  },
  {
    room: 'src/main/runs',
    may: [
      'src/shared',
      'src/main/(monitor|launch|companion|diagnose|record)',
      'src/main/entry-file.ts',
      'src/main/make-folder.ts',
    ],
    packages: ['zod'],
    node: true,
  },
  {
    room: 'src/main/lessons',
    may: ['src/shared', 'src/main/runs', 'src/main/entry-file.ts', 'src/main/make-folder.ts'],
    packages: ['sucrase'],
    node: true,
  },
  {
    room: 'src/main/app',
    may: ['src/shared', 'src/main/(runs|record|lessons)', 'src/main/entry-file.ts'],
    packages: ['electron', 'electron-log', 'electron-store', 'zod', 'i18next'],
    node: true,
  },
  { room: 'src/main/index.ts', may: ['src/shared', 'src/main/app'], packages: ['electron'], node: true },
  {
    room: 'src/main/cli',
    may: ['src/shared', 'src/main/(runs|record|lessons)', 'src/main/entry-file.ts'],
    packages: ['commander', 'log-update', 'string-width', 'i18next', 'zod'],
    node: true,
  },
  { room: 'src/preload', may: ['src/shared'], packages: ['electron'] },
  { room: 'src/renderer', may: ['src/shared', 'docs/window'], packages: ['.*'] },
];

const pathOf = (room) => (room.endsWith('.ts') ? `^${room}$` : `^${room}/`);
const packagePath = (name) => `node_modules/(@types/)?${name}/`;
const innerRoomsOf = (room) =>
  rooms.filter((other) => other.room.startsWith(`${room}/`)).map((other) => `^${other.room}/`);

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle of values. Types may name each other: they are gone when the code runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'file-names', severity: 'error', from: {}, to: { path: '^src/.*/[^/]*[A-Z_][^/]*\\.ts$' } },
    { name: 'component-names', severity: 'error', from: {}, to: { path: '^src/.*/[^/A-Z][^/]*\\.tsx$' } },
    { name: 'src-imports-no-test', severity: 'error', from: { path: '^src/' }, to: { path: '^test/' } },
    {
      name: 'renderer-imports-no-main',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'electron-in-two-rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/app/|main/index\\.ts|preload/)' },
      to: { path: 'node_modules/electron/' },
    },
    ...rooms.map(({ room, may, packages = [], node = false }) => ({
      name: room,
      severity: 'error',
      from: { path: pathOf(room), ...(innerRoomsOf(room).length > 0 && { pathNot: innerRoomsOf(room) }) },
      to: {
        pathNot: [pathOf(room), ...may.map((path) => `^${path}`), ...packages.map(packagePath)],
        ...(node && { dependencyTypesNot: ['core'] }),
      },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
};
