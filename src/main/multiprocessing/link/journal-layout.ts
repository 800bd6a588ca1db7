/**
 * What a child that runs many tiny tasks says before it has written it, and a process that puts many
 * small items into a queue: memory that its parent, or the queue's home, can read as well, whatever becomes of it.
 *
 * It is a piece of the child's stream: the bytes from one position of the stream to another.
 * The child puts bytes behind the piece, then moves its end; when the pipe has taken all of
 * them, the piece begins, and ends, where the pipe's bytes end. So whoever knows how many
 * bytes came by the pipe knows which of these are new, and has each byte once.
 *
 * Positions are 32 bits wide and pass their end as numbers do: only differences are used.
 */
import type { Bytes } from '../../../shared/units';

/** Which word holds a number that the child tells its parent, so that this takes no other memory for it. */
export const MARK_WORD = 8;
/** Which words of the memory hold the positions. */
export const START_WORD = 16;
export const END_WORD = 32;
/** Not 0 while bytes may be there that the other end must come and look for. */
export const HOT_WORD = 48;
/** Where the piece of the stream is. */
export const JOURNAL_DATA: Bytes = 256;
/** A multiple of every page size that Linux has on a machine of ours. */
export const JOURNAL_SIZE: Bytes = 64 * 1024;
export const JOURNAL_ROOM: Bytes = JOURNAL_SIZE - JOURNAL_DATA;
