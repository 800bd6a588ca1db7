/** What the table of processes can show, in its order; the name always stands first. */
export const processColumns = [
  'pid',
  'ppid',
  'state',
  'cpu',
  'cpuTime',
  'rss',
  'peakRss',
  'threads',
  'coreWait',
  'voluntary',
  'involuntary',
  'read',
  'written',
  'started',
  'lived',
  'waited',
  'tasks',
  'startMethod',
  'seenBy',
  'exit',
  'cause',
] as const;
export type ProcessColumn = (typeof processColumns)[number];

/** What a pane of ordinary width has room for. */
export const defaultProcessColumns: readonly ProcessColumn[] = [
  'pid',
  'state',
  'cpu',
  'cpuTime',
  'rss',
  'tasks',
  'exit',
];
