import { describe, expect, it } from 'vitest';
import { doorbellFilter, MOST_GROUPS, OTHERS_A_PASS } from '../../../../src/main/monitor/linux/doorbell-filter';
import { recorded } from './recorded-messages';

const WORD_FROM = 0x20;
const RANDOM = 0xffff_f038;

/** Runs a program as the kernel does (Documentation/networking/filter.rst), as far as it is used. */
function passes(program: Buffer, message: Buffer, random: number): boolean {
  let accumulator = 0;
  for (let at = 0; ; at += 8) {
    const operand = program.readUInt32LE(at + 4);
    switch (program.readUInt16LE(at)) {
      case WORD_FROM:
        accumulator = operand === RANDOM ? random : message.readUInt32BE(operand);
        break;
      case 0x54:
        accumulator = (accumulator & operand) >>> 0;
        break;
      case 0x05:
        at += 8 * operand;
        break;
      case 0x15:
        at += 8 * program.readUInt8(accumulator === operand ? at + 2 : at + 3);
        break;
      case 0x06:
        return operand !== 0;
      default:
        throw new Error(`Instruction ${program.readUInt16LE(at)}`);
    }
  }
}

function messageOf(group: number): Buffer {
  const message = recorded('fork');
  message.writeUInt32LE(group, 56);
  return message;
}

describe('the filter of the doorbell', () => {
  it.each([0, 1, 199, 200, 201, 650, MOST_GROUPS])('passes each of %i groups, and nobody else', (count) => {
    const groups = Array.from({ length: count }, (_, index) => 1 + 2047 * index);
    const program = doorbellFilter(groups);
    expect(program.length / 8).toBeLessThanOrEqual(4096);
    for (const group of groups) {
      expect(passes(program, messageOf(group), 1)).toBe(true);
      expect(passes(program, messageOf(group + 1), 1)).toBe(false);
    }
  });

  it('passes one of many others, by chance', () => {
    const program = doorbellFilter([7]);
    const passed = Array.from({ length: 1024 }, (_, random) => passes(program, messageOf(8), random));
    expect(passed.filter(Boolean)).toHaveLength(1024 / OTHERS_A_PASS);
  });
});
