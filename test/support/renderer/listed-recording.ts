import { type ListedRecording, noMarks } from '../../../src/shared/recording';

/** A recording as main lists it. */
export const listed = (change: Partial<ListedRecording> = {}): ListedRecording => ({
  path: '/recordings/a.joinscope',
  runId: 'a',
  title: 'make -j8',
  startedAt: Date.UTC(2026, 10, 25),
  durationMs: 8800,
  processes: 9,
  sizeBytes: 12_000,
  isUnfinished: false,
  isElsewhere: false,
  isCutOff: false,
  marks: noMarks,
  ...change,
});
