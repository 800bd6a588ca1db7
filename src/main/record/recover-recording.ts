/** Recordings that were not closed: whether somebody still writes one, and how it is closed after all. */
import { open, readdir, readlink, rename, stat, truncate } from 'node:fs/promises';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds } from '../../shared/units';
import { DigestReader } from './entry-of';
import { PART_SUFFIX } from './recording-writer';

/** A run samples at least every five seconds, and each sample is written: what is older nobody writes. */
const FRESH: Milliseconds = 10_000;

/**
 * Whether a file is being written: it changed just now, or, where the system tells, a process
 * of this user has it open.
 */
export async function isBeingWritten(path: string, now: number = Date.now()): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return now - mtimeMs < FRESH || (process.platform === 'linux' && (await isOpen(path)));
}

/** proc_pid_fd(5): one link a descriptor, readable for processes of the same user. */
async function isOpen(path: string): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => hasOpen(`/proc/${pid}/fd`, path)));
  return found.includes(true);
}

async function hasOpen(folder: string, path: string): Promise<boolean> {
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return targets.includes(path);
}

/**
 * Closes a recording that was cut off: a torn last line goes, the end of the run is added, and
 * the file gets its name. What it holds is not changed.
 *
 * @param path ends in `.part`.
 * @returns the new path.
 * @throws {RecordingError} when it is no recording; the system's error when it cannot be written.
 */
export async function recoverRecording(path: string): Promise<string> {
  const { size, hasEnd, lastTime } = await measure(path);
  await truncate(path, size);
  if (!hasEnd) {
    const end: RunEvent = { type: 'run-ended', t: lastTime, exitCode: null, signal: null, reason: 'companion-lost' };
    const file = await open(path, 'a');
    await file.appendFile(`${JSON.stringify(end)}\n`);
    await file.close();
  }
  const whole = path.slice(0, -PART_SUFFIX.length);
  await rename(path, whole);
  return whole;
}

/** Refuses what is no recording before anything is changed. */
async function measure(path: string): Promise<{ size: number; hasEnd: boolean; lastTime: Milliseconds }> {
  const reader = new DigestReader({ isGrowing: true });
  const { durationMs: lastTime } = await reader.read(path);
  return { size: await wholeLines(path), hasEnd: reader.hasEnd, lastTime };
}

/** Bytes up to and with the last line end. */
async function wholeLines(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const chunk = Buffer.alloc(64 * 1024);
    for (let end = size; end > 0; end -= chunk.length) {
      const from = Math.max(0, end - chunk.length);
      const { bytesRead } = await file.read(chunk, 0, end - from, from);
      const at = chunk.subarray(0, bytesRead).lastIndexOf(0x0a);
      if (at !== -1) return from + at + 1;
    }
    return 0;
  } finally {
    await file.close();
  }
}
