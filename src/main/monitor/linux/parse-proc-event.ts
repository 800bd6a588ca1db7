/**
 * Reads one message of the kernel's process connector.
 *
 * Layout (linux/netlink.h, linux/connector.h, linux/cn_proc.h), in the machine's byte order,
 * which is little-endian on all that Joinscope ships for: nlmsghdr 16 bytes, cn_msg 20 bytes,
 * then `proc_event`: u32 what, u32 cpu, u64 nanoseconds (CLOCK_MONOTONIC), and the data.
 */
import { constants } from 'node:os';
import type { ExitStatus, LifecycleEvent } from '../monitor';
import type { Pid } from '../../../shared/units';
import type { ThreadEvent } from './thread-groups';

export const MESSAGE_LENGTH = 76;

const WHAT = { none: 0, fork: 0x1, exec: 0x2, comm: 0x200, exit: 0x8000_0000 } as const;
const SEQUENCE = 24;
const ACK = 28;
const EVENT = 36;
const DATA = EVENT + 16;

/** The kernel's answer to a subscription. */
export interface Acknowledgement {
  readonly type: 'ack';
  /** An errno, or 0. */
  readonly error: number;
  /** `cn_msg.ack` of the request, plus 1. (`seq` of the request does not come back.) */
  readonly number: number;
}

export type ConnectorMessage = LifecycleEvent | ThreadEvent | Acknowledgement;

/**
 * @param message at least {@link MESSAGE_LENGTH} bytes, of which more are not read.
 * @returns `undefined` for what is not the life of a process: changes of user or session, names of threads.
 */
export function parseProcEvent(message: Buffer): ConnectorMessage | undefined {
  const field = (index: number) => message.readUInt32LE(DATA + 4 * index);
  const at = Number(message.readBigUInt64LE(EVENT + 8)) / 1e6;
  switch (message.readUInt32LE(EVENT)) {
    case WHAT.none:
      return { type: 'ack', error: field(0), number: message.readUInt32LE(ACK) };
    case WHAT.fork: // parent_pid, parent_tgid, child_pid, child_tgid
      if (field(2) !== field(3)) return { type: 'thread-started', pid: field(3), at };
      return { type: 'fork', pid: field(3), ppid: field(1), at };
    case WHAT.exec: // pid, tgid
      return { type: 'exec', pid: field(1), at };
    case WHAT.comm: // pid, tgid, char[16]
      return field(0) === field(1) ? { type: 'rename', pid: field(1), name: nameIn(message), at } : undefined;
    case WHAT.exit: // pid, tgid, exit_code, exit_signal, parent_pid, parent_tgid
      return {
        type: field(0) === field(1) ? 'exit' : 'thread-ended',
        pid: field(1),
        status: parseWaitStatus(field(2)),
        at,
      };
    default:
      return undefined;
  }
}

/** The process (thread group) that an event is about; of a fork, the parent. */
export function groupOf(message: Buffer): Pid {
  return message.readUInt32LE(DATA + 4);
}

/** Older kernels send an acknowledgement from no core. */
const NO_CORE = 0xffff_ffff;

/** The place of a message among all of the core that sent it: the kernel counts them for each core alone. */
export interface Place {
  readonly core: number;
  /** Of 32 bits; after the highest comes 0. */
  readonly sequence: number;
}

/** @returns `undefined` for a message that belongs to no core. */
export function placeOf(message: Buffer): Place | undefined {
  const core = message.readUInt32LE(EVENT + 4);
  return core === NO_CORE ? undefined : { core, sequence: message.readUInt32LE(SEQUENCE) };
}

function nameIn(message: Buffer): string {
  const bytes = message.subarray(DATA + 8, DATA + 24);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
}

/** The raw status of wait(2): the low 7 bits are the signal, bit 0x80 a core dump, the next 8 the code. */
export function parseWaitStatus(status: number): ExitStatus {
  const signal = status & 0x7f;
  return {
    code: signal === 0 ? (status >> 8) & 0xff : null,
    signal: signal === 0 ? null : signalName(signal),
    coreDumped: (status & 0x80) !== 0,
  };
}

const NAMES: ReadonlyMap<number, string> = new Map(
  // Where two names share a number (SIGIOT, SIGPOLL) the first is the usual one.
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

/** `SIGKILL` for 9; a real-time signal, which has no name, is `SIG` and its number. */
export function signalName(signal: number): string {
  return NAMES.get(signal) ?? `SIG${signal}`;
}
