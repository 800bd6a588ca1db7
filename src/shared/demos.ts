/**
 * The built-in demos, by name. Titles and descriptions are in the locales below `demo.`;
 * what they do is in `src/main/demos`.
 */
import { z } from 'zod';

export const demoNames = ['primes', 'monte-carlo', 'producer-consumer', 'uneven', 'crash-course'] as const;
export const demoNameSchema = z.enum(demoNames);
export type DemoName = (typeof demoNames)[number];

/** The one that starts when nobody chose. */
export const DEFAULT_DEMO: DemoName = 'crash-course';
