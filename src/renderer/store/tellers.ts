/** How the person hears what became of an action. */
import type { Fault } from '../../shared/outcome';

/** What was tried when it failed: a key below `trouble.` of the texts. */
export type Trouble = 'start' | 'open' | 'stop' | 'act' | 'close' | 'settings' | 'export' | 'recordings';

/** Shows a failure to the person. */
export type Tell = (trouble: Trouble, fault: Fault) => void;

/** Shows that a file was written. @param path the file, or the folder. */
export type TellWritten = (path: string) => void;

/** Shows that a text is on the clipboard. */
export type TellCopied = (text: string) => void;

export interface Tellers {
  readonly tell: Tell;
  readonly tellWritten: TellWritten;
  readonly tellCopied: TellCopied;
}
