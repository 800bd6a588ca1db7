/** Notices by which a run tells that not all of it is in its recording; keys below `notice.` of the locales. */

/** It broke off: what came after is held alone. */
const BROKEN_OFF: ReadonlySet<string> = new Set(['recording-stopped', 'recording-removed']);

export const isBrokenOff = (notice: string): boolean => BROKEN_OFF.has(notice);

/** It broke off, or was never begun. */
export const isNotRecorded = (notice: string): boolean => isBrokenOff(notice) || notice === 'recording-failed';
