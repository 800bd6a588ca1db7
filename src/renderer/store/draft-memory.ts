/** The command form as it was left, kept over a restart. */
import { z } from 'zod';
import { type CommandDraft, emptyDraft } from './view-store';

const DRAFT_KEY = 'joinscope.draft';

const draftSchema = z.object({
  line: z.string().max(131_072),
  cwd: z.string().max(4096),
  environment: z.array(z.object({ key: z.int(), name: z.string(), value: z.string() })).max(1000),
  shell: z.boolean(),
  timeout: z.string().max(100),
});

/** @returns an empty draft where none was kept, or what was kept cannot be read. */
export function recallDraft(memory: Storage): CommandDraft {
  try {
    const read = draftSchema.safeParse(JSON.parse(memory.getItem(DRAFT_KEY) ?? 'null'));
    return read.success ? read.data : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(memory: Storage, draft: CommandDraft): void {
  try {
    memory.setItem(DRAFT_KEY, JSON.stringify(draft));
  } catch {
    // The quota is used up: the draft lives as long as the page.
  }
}
