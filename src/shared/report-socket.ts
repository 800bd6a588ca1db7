/**
 * Where a program finds the socket for its reports. Apart from `report.ts`, so that the
 * multiprocessing library can be loaded without the validator that `report.ts` needs.
 */

/** Path of the run's socket, in the environment of the watched program. */
export const SOCKET_VARIABLE = 'JOINSCOPE_SOCKET';

/** Longest line taken; a longer one is refused. */
export const MAX_REPORT_LENGTH = 262_144;
