/**
 * A filter that lets through the kernel's events of some processes: a program of classic BPF
 * (Documentation/networking/filter.rst), which any user may give to a socket of theirs.
 */
import type { Pid } from '../../../shared/units';

/** In which an event of the process connector has the group that it is about; of a fork, the parent's. */
const GROUP = 56;

const LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const JUMP = 0x05; // BPF_JMP | BPF_JA
const JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K
const RANDOM = 0xffff_f038; // SKF_AD_OFF + SKF_AD_RANDOM
const ALL = 0xffff_ffff;
const NOTHING = 0;

/** A conditional jump reaches 255 instructions. */
const CHUNK = 200;
/** The kernel takes 4096 instructions, and less memory for them on older systems. */
export const MOST_GROUPS = 2000;

/** Of the events of others so many make one that passes, in the mean; a power of two. */
export const OTHERS_A_PASS = 32;

type Instruction = readonly [code: number, operand: number, ifTrue?: number, ifFalse?: number];

/**
 * Passes the events of these groups, and at random one of {@link OTHERS_A_PASS} of all others.
 *
 * @returns the instructions, 8 bytes each.
 */
export function doorbellFilter(groups: readonly Pid[]): Buffer {
  const program: Instruction[] = [[LOAD_WORD, GROUP]];
  for (let start = 0; start < groups.length; start += CHUNK) {
    const chunk = groups.slice(start, start + CHUNK);
    // To the return that follows them and the jump over it.
    chunk.forEach((group, index) => program.push([JUMP_IF_EQUAL, inNetworkOrder(group), chunk.length - index, 0]));
    program.push([JUMP, 1], [RETURN, ALL]);
  }
  program.push(
    [LOAD_WORD, RANDOM],
    [AND, OTHERS_A_PASS - 1],
    [JUMP_IF_EQUAL, 0, 0, 1],
    [RETURN, ALL],
    [RETURN, NOTHING],
  );
  return bytesOf(program);
}

/** A load turns the bytes of a word round. */
function inNetworkOrder(value: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.readUInt32BE();
}

/** struct sock_filter: u16 code, u8 jt, u8 jf, u32 k. */
function bytesOf(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * program.length);
  program.forEach(([code, operand, ifTrue = 0, ifFalse = 0], index) => {
    bytes.writeUInt16LE(code, 8 * index);
    bytes.writeUInt8(ifTrue, 8 * index + 2);
    bytes.writeUInt8(ifFalse, 8 * index + 3);
    bytes.writeUInt32LE(operand, 8 * index + 4);
  });
  return bytes;
}
