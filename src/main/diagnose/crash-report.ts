/** What a runtime wrote as it died, handed in apart from stderr: it is this process's own. */
import type { RunEventOf } from '../../shared/events';
import type { OwnBlock } from './case-file';
import { newBlock } from './stderr-block';
import { StderrReader } from './stderr-reader';

const HEAP = /(?:Allocation failed|Reached heap limit)[^"\n]*JavaScript heap out of memory/;

export function blocksOfReport({ text, t, source }: RunEventOf<'crash-report'>): readonly OwnBlock[] {
  if (source === 'node-report') {
    // Node's diagnostic report is JSON; its header names the event (docs: Diagnostic report).
    const message = HEAP.exec(text)?.[0];
    return message === undefined
      ? []
      : [{ block: newBlock({ kind: 'heap-limit', at: t, errorType: '', message }), how: 'named' }];
  }
  const reader = new StderrReader();
  const found = new Set(text.split('\n').flatMap((line) => reader.push(line, t) ?? []));
  return [...found].map((block) => ({ block, how: 'named' }));
}
