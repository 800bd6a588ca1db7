/**
 * What a probe tells the companion alone: who is there, what the numbers on the board mean,
 * and what does not work. Nothing of it is an event of the run; like a report it is a line of
 * JSON, and like a report it is not trusted.
 */
import { z } from 'zod';

const pid = z.int().min(0).max(4_194_304);
const number = z.int().min(0).max(1e6);
const place = {
  file: z.string().max(4096),
  line: z.int().min(0),
  function: z.string().max(256),
} as const;

const helloSchema = z.object({ hello: z.object({ pid, language: z.string().max(40), version: z.string().max(40) }) });
const objectSchema = z.object({ object: number, kind: z.string().max(20), label: z.string().max(200), pid });
const siteSchema = z.object({ site: number, pid, ...place });
const troubleSchema = z.object({ trouble: z.string().max(500), pid });

const noteSchema = z.union([helloSchema, objectSchema, siteSchema, troubleSchema]);
export type ProbeNote = Readonly<z.infer<typeof noteSchema>>;
/** Where in a program. */
export type Place = Readonly<Pick<z.infer<typeof siteSchema>, 'file' | 'line' | 'function'>>;

const START = /^\{"(?:hello|object|site|trouble)":/;

/** Whether a line wants to be a note: a probe writes what it is first. */
export function isNote(line: string): boolean {
  return START.test(line);
}

/** @returns `undefined` for what has not the shape of a note. */
export function parseNote(line: string): ProbeNote | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
