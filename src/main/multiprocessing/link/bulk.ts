/**
 * Large binary data between a pool and its worker without the pipe, by one copy: the parent
 * reads the child's memory, and writes it (process_vm_readv(2), Linux). The kernel lets a parent do
 * that, and a child not, so it is the parent that copies, both ways.
 *
 * A frame whose attachments go so says it (`FrameWriter`), and where they are. Whoever
 * waits for them is answered by one byte: {@link IS_THERE}, or {@link COMES_BY_PIPE}. The child gets it
 * behind the frame, before any other; the parent writes it into a pipe that the child made, which
 * blocks until then, as it would for a write.
 *
 * The child offers it with a word of its memory, so that what cannot be read and written is
 * found out before anything depends on it.
 */
import type { Bytes } from '../../../shared/units';

/** Attachments of one message, all together, that are worth the words about them. */
export const BULK: Bytes = 512 * 1024;

/** What must have gone by the pipe before: loading what calls the system takes as long as some such messages save. */
export const WORTH_BULK: Bytes = 16 * 1024 * 1024;

/** All of it is where it belongs. */
export const IS_THERE = 1;
/** It could not be copied, and follows. */
export const COMES_BY_PIPE = 0;
