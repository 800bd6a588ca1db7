/**
 * Each side of a connection proves to the other that it has the key, and the key itself is
 * never sent, as CPython's `deliver_challenge` and `answer_challenge` do. What follows is
 * neither secret nor guarded against changes, as there: a network that is not trusted needs
 * a tunnel.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Bytes, Milliseconds } from '../../../../shared/units';
import { AuthenticationError, ConnectionClosedError } from '../../errors';
import type { Road } from './road';

type Key = Road['authkey'];

const MAGIC = Buffer.from('joinscope-manager-1\n');
const NONCE: Bytes = 32;
/** Of SHA-256. */
const PROOF: Bytes = 32;
const REFUSED = Buffer.alloc(PROOF);
/** Longest word of what is served. */
const MAX_WORD: Bytes = 4096;
/** A stranger that says nothing is not waited for. */
const PATIENCE: Milliseconds = 10_000;
/** Silence after which the system asks whether the other machine is still there. */
const KEEP_ALIVE: Milliseconds = 10_000;

/**
 * The side that was connected to.
 *
 * @param word what the other is told once it has proved that it has the key.
 * @throws {AuthenticationError} when it has not.
 * @throws {ConnectionClosedError} when it left, or said nothing for ten seconds.
 */
export async function admit(socket: Socket, key: Key, word: string): Promise<void> {
  keepAlive(socket);
  const own = randomBytes(NONCE);
  socket.write(Buffer.concat([MAGIC, own]));
  const answer = await readExactly(socket, NONCE + PROOF);
  const [theirs, proof] = [answer.subarray(0, NONCE), answer.subarray(NONCE)];
  if (!timingSafeEqual(proof, proofOf(key, 'client', [own, theirs]))) {
    socket.end(REFUSED);
    throw new AuthenticationError('The other side has another authkey');
  }
  const text = Buffer.from(word);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  socket.write(Buffer.concat([proofOf(key, 'server', [theirs, own]), length, text]));
}

/**
 * The side that connects.
 *
 * @returns the word of the other side.
 * @throws {AuthenticationError} when the two keys differ.
 * @throws {ConnectionClosedError} when it is no manager, left, or said nothing for ten seconds.
 */
export async function enter(socket: Socket, key: Key): Promise<string> {
  keepAlive(socket);
  const greeting = await readExactly(socket, MAGIC.length + NONCE);
  if (!greeting.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new ConnectionClosedError('What listens there is no manager');
  }
  const theirs = greeting.subarray(MAGIC.length);
  const own = randomBytes(NONCE);
  socket.write(Buffer.concat([own, proofOf(key, 'client', [theirs, own])]));
  const proof = await readExactly(socket, PROOF);
  if (!timingSafeEqual(proof, proofOf(key, 'server', [own, theirs]))) {
    throw new AuthenticationError('The manager has another authkey');
  }
  const length = (await readExactly(socket, 4)).readUInt32LE();
  if (length > MAX_WORD) throw new ConnectionClosedError('What listens there is no manager');
  return (await readExactly(socket, length)).toString();
}

/** Of one role only: what one side says proves nothing when it is sent back. */
function proofOf(key: Key, role: 'client' | 'server', nonces: readonly [asked: Uint8Array, own: Uint8Array]): Buffer {
  return createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(role), ...nonces]))
    .digest();
}

/** A machine that was switched off says no farewell: the system asks it now and then. */
function keepAlive(socket: Socket): void {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE);
}

/** Leaves what comes after in the socket. */
async function readExactly(socket: Socket, size: Bytes): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      socket.off('readable', look).off('end', lost).off('error', lost).off('close', lost);
      then();
    };
    const look = (): void => {
      const bytes = socket.read(size) as Buffer | null;
      // At the end of the stream, less than what was asked for.
      if (bytes?.length === size) settle(() => resolve(bytes));
    };
    const lost = (error?: unknown): void => {
      const cause = error instanceof Error ? error : undefined;
      settle(() => reject(cause ?? new ConnectionClosedError('The other side left before it had said who it is')));
    };
    const timer = setTimeout(() => {
      settle(() => reject(new ConnectionClosedError(`The other side said nothing for ${PATIENCE} ms`)));
    }, PATIENCE);
    socket.on('readable', look).on('end', lost).on('error', lost).on('close', lost);
    look();
  });
}
