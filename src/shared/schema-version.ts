/**
 * Version of the event stream and of the recording that holds it. Apart, because what writes needs no zod.
 *
 * 1: samples as rows. 2: samples as columns, see `src/main/record/sample-columns.ts`. All are read.
 */
export const SCHEMA_VERSION = 2;
