/** What the shapes of events are made of. */
import { z } from 'zod';
import { hangKinds } from './verdict';

export const t = z.number().min(-1e12).max(1e12);
export const pid = z.int().min(0).max(4_194_304);
export const count = z.int().min(0);
export const amount = z.number().min(0);
export const name = z.string().max(256);
export const flag = z.boolean().optional();
export const text = z.string().max(65_536);
/** Where in a program's code. */
export const place = { file: z.string().max(4096), line: count, function: name } as const;
export const hangShape = { hang: name, kind: z.enum(hangKinds), pids: z.array(pid).max(1000) } as const;
export const argv = z.array(z.string().max(131_072)).max(4096);
export const signal = z.string().max(16);

export const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), t, ...shape });
