/** Which of the recordings a search and a filter show. Pure. */
import type { ListedRecording } from '../../shared/recording';
import type { Cause } from '../../shared/verdict';

/** `cause:` in front of what ended a process. */
export type RunFilter = 'all' | 'well' | 'look' | 'pinned' | 'cutOff' | `cause:${Cause}`;

export interface RunQuery {
  readonly words: string;
  readonly filter: RunFilter;
  /** Undefined: any. */
  readonly tag: string | undefined;
}

export const everyRun: RunQuery = { words: '', filter: 'all', tag: undefined };

/** @param causeText what a person reads for a cause: it can be searched for as well. */
export function findRuns(
  all: readonly ListedRecording[],
  { words, filter, tag }: RunQuery,
  causeText: (cause: Cause) => string,
): readonly ListedRecording[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((entry) => {
    if (!passes(entry, filter) || (tag !== undefined && !entry.marks.tags.includes(tag))) return false;
    if (wanted.length === 0) return true;
    const { name, notes, tags } = entry.marks;
    const cause = entry.worst === undefined ? [] : [entry.worst.name, entry.worst.cause, causeText(entry.worst.cause)];
    const text = [entry.title, name, notes, ...tags, ...cause].join('\n').toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function passes({ worst, marks, isCutOff }: ListedRecording, filter: RunFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'well':
      return worst === undefined;
    case 'look':
      return worst !== undefined;
    case 'pinned':
      return marks.isPinned;
    case 'cutOff':
      return isCutOff;
    default:
      return filter === `cause:${worst?.cause ?? 'ok'}`;
  }
}

/** Causes that some recording has, and tags, in order of the alphabet. */
export function offeredBy(all: readonly ListedRecording[]): { causes: readonly Cause[]; tags: readonly string[] } {
  return {
    causes: [...new Set(all.flatMap(({ worst }) => worst?.cause ?? []))].sort(),
    tags: [...new Set(all.flatMap(({ marks }) => marks.tags))].sort((a, b) => a.localeCompare(b)),
  };
}

/** `slow, before the fix` as tags: trimmed, each once, within what is kept. */
export function tagsOf(text: string): string[] {
  const tags = text.split(/[,，]/).map((tag) => tag.trim().slice(0, 40));
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, 12);
}
