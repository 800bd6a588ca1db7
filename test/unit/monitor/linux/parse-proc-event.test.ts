import { describe, expect, it } from 'vitest';
import {
  MESSAGE_LENGTH,
  parseProcEvent,
  parseWaitStatus,
  placeOf,
  signalName,
} from '../../../../src/main/monitor/linux/parse-proc-event';
import { recorded } from './recorded-messages';

describe('a message of the process connector', () => {
  it('tells of a fork with the parent process, at the kernel’s own time', () => {
    const message = recorded('fork');
    expect(message).toHaveLength(MESSAGE_LENGTH);
    expect(parseProcEvent(message)).toEqual({ type: 'fork', pid: 10820, ppid: 10776, at: 4_084_716.334_521 });
  });

  it('tells of an exec', () => {
    expect(parseProcEvent(recorded('exec'))).toMatchObject({ type: 'exec', pid: 10820 });
  });

  it('tells of a new name with brackets and blanks, without the zeros behind it', () => {
    expect(parseProcEvent(recorded('rename'))).toMatchObject({ type: 'rename', pid: 10820, name: 'renamed (x) y' });
  });

  it('reads a name that fills all 16 bytes', () => {
    const message = recorded('rename');
    message.write('0123456789abcdef', 60, 'latin1');
    expect(parseProcEvent(message)).toMatchObject({ name: '0123456789abcdef' });
  });

  it('tells of an exit with the signal', () => {
    const status = { code: null, signal: 'SIGSEGV', coreDumped: false };
    expect(parseProcEvent(recorded('exitBySegv'))).toMatchObject({ type: 'exit', pid: 10820, status });
  });

  it('tells of an exit with the code', () => {
    const status = { code: 3, signal: null, coreDumped: false };
    expect(parseProcEvent(recorded('exitWithThree'))).toMatchObject({ type: 'exit', pid: 10874, status });
  });

  it('tells threads from processes', () => {
    expect(parseProcEvent(recorded('threadStart'))).toMatchObject({ type: 'thread-started', pid: 10820 });
    expect(parseProcEvent(recorded('threadEnd'))).toMatchObject({ type: 'thread-ended', pid: 10820 });
  });

  it('passes over names of threads and what is not asked for', () => {
    const nameOfThread = recorded('rename');
    nameOfThread.writeUInt32LE(10822, 52);
    expect(parseProcEvent(nameOfThread)).toBeUndefined();
    expect(parseProcEvent(recorded('coreDump'))).toBeUndefined();
  });

  it('reads the answer to a subscription', () => {
    expect(parseProcEvent(recorded('ack'))).toEqual({ type: 'ack', error: 0, number: 1 });
    const refusal = recorded('ack');
    refusal.writeUInt32LE(1, 52);
    expect(parseProcEvent(refusal)).toMatchObject({ type: 'ack', error: 1 });
  });

  it('knows the place of a message among those of its core, and none of one that no core sent', () => {
    const message = recorded('fork');
    message.writeUInt32LE(0xffff_fffe, 24);
    message.writeUInt32LE(3, 40);
    expect(placeOf(message)).toEqual({ core: 3, sequence: 0xffff_fffe });
    message.writeUInt32LE(0xffff_ffff, 40);
    expect(placeOf(message)).toBeUndefined();
  });

  it('reads no further than the message in a larger buffer', () => {
    const buffer = Buffer.concat([recorded('fork'), Buffer.alloc(180, 0xff)]);
    expect(parseProcEvent(buffer)).toEqual(parseProcEvent(recorded('fork')));
  });
});

describe('a wait status', () => {
  it.each([
    [0, { code: 0, signal: null, coreDumped: false }],
    [3 << 8, { code: 3, signal: null, coreDumped: false }],
    [255 << 8, { code: 255, signal: null, coreDumped: false }],
    [9, { code: null, signal: 'SIGKILL', coreDumped: false }],
    [6 | 0x80, { code: null, signal: 'SIGABRT', coreDumped: true }],
    [11 | 0x80, { code: null, signal: 'SIGSEGV', coreDumped: true }],
    [40, { code: null, signal: 'SIG40', coreDumped: false }],
  ])('%i is read as wait(2) reads it', (status, expected) => {
    expect(parseWaitStatus(status)).toEqual(expected);
  });

  it.runIf(process.platform === 'linux')('names a signal of two names by the usual one', () => {
    expect([6, 29, 17].map(signalName)).toEqual(['SIGABRT', 'SIGIO', 'SIGCHLD']);
  });
});
