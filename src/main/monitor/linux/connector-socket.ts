/** Sockets of the kernel's process connector (linux/cn_proc.h, linux/netlink.h). */
import { constants } from 'node:os';
import type { Bytes } from '../../../shared/units';
import type { Libc } from './libc';

const AF_NETLINK = 16;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const NETLINK_CONNECTOR = 11;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const CN_IDX_PROC = 1;
const PROC_CN_MCAST_LISTEN = 1;
/** Tells the kernel's answer to us from its answers to others. The pid is ours alone. */
export const ACK_NUMBER = process.pid;

/** The process connector cannot be had here; the message says why. */
export class ConnectorUnavailableError extends Error {
  override readonly name = 'ConnectorUnavailableError';
}

/**
 * A socket that gets every event of the machine from now on.
 *
 * @param options `receiveBuffer`: room for events that wait, the system's own unless given;
 *   `prepare` is called before anything can arrive.
 * @throws {ConnectorUnavailableError} when the kernel refuses; nothing is left open then.
 */
export function openConnector(
  libc: Libc,
  { receiveBuffer, prepare }: { readonly receiveBuffer?: Bytes; readonly prepare?: (fd: number) => void } = {},
): number {
  const fd = check(libc, 'socket', libc.socket(AF_NETLINK, SOCK_DGRAM_CLOEXEC, NETLINK_CONNECTOR));
  try {
    if (receiveBuffer !== undefined) makeRoom(libc, fd, receiveBuffer);
    prepare?.(fd);
    const address = Buffer.alloc(12);
    address.writeUInt16LE(AF_NETLINK, 0);
    address.writeUInt32LE(CN_IDX_PROC, 8); // port id 0: the kernel chooses a free one
    check(libc, 'bind', libc.bind(fd, address, address.length));
    const request = subscription();
    check(libc, 'send', libc.send(fd, request, request.length, 0));
    return fd;
  } catch (error) {
    libc.close(fd);
    throw error;
  }
}

/** How much the socket may hold of what waits; the kernel counts some 800 bytes an event. */
export function roomOf(libc: Libc, fd: number): Bytes {
  const size = Buffer.alloc(4);
  return libc.getsockopt(fd, { level: SOL_SOCKET, name: SO_RCVBUF }, size) === 0 ? size.readInt32LE() : 0;
}

function makeRoom(libc: Libc, fd: number, receiveBuffer: Bytes): void {
  const size = Buffer.alloc(4);
  size.writeInt32LE(receiveBuffer);
  // FORCE goes above the system's limit and is for root; the other takes what the limit allows.
  if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, size, 4) === 0) return;
  libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, size, 4);
}

/** nlmsghdr, cn_msg and the operation, 40 bytes. */
function subscription(): Buffer {
  const message = Buffer.alloc(40);
  message.writeUInt32LE(40, 0);
  message.writeUInt16LE(3, 4); // NLMSG_DONE
  message.writeUInt32LE(process.pid, 12);
  message.writeUInt32LE(CN_IDX_PROC, 16); // cn_msg.id.idx
  message.writeUInt32LE(1, 20); // cn_msg.id.val = CN_VAL_PROC
  message.writeUInt32LE(ACK_NUMBER - 1, 28); // cn_msg.ack
  message.writeUInt16LE(4, 32); // cn_msg.len
  message.writeUInt32LE(PROC_CN_MCAST_LISTEN, 36);
  return message;
}

/** @throws {ConnectorUnavailableError} */
export function check(libc: Libc, call: string, result: number): number {
  if (result < 0) throw new ConnectorUnavailableError(`scan-refused ${call}: ${errnoName(libc.errno())}`);
  return result;
}

export function errnoName(errno: number): string {
  return Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`;
}
