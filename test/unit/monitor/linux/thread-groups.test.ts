import { describe, expect, it } from 'vitest';
import { type ThreadEvent, ThreadGroups } from '../../../../src/main/monitor/linux/thread-groups';
import type { ExitStatus, LifecycleEvent } from '../../../../src/main/monitor/monitor';

/**
 * Plays lines such as `thread+ 7`, `thread- 7 3`, `exit 7 3`, `exec 7`, `overflow`; the last
 * figure is the exit code, the time is the number of the line.
 *
 * @returns lines such as `exit 7 3 @4` for what came out.
 */
function play(script: string): readonly string[] {
  const groups = new ThreadGroups();
  const lines = script.trim().split('\n');
  return lines.flatMap((line, index) => groups.handle(parse(line.trim(), index + 1)).map(format));
}

function parse(line: string, at: number): LifecycleEvent | ThreadEvent {
  const [type = '', pidText, code] = line.split(' ');
  const pid = Number(pidText);
  const status: ExitStatus = { code: Number(code), signal: null, coreDumped: false };
  switch (type) {
    case 'thread+':
      return { type: 'thread-started', pid, at };
    case 'thread-':
      return { type: 'thread-ended', pid, status, at };
    case 'exit':
      return { type: 'exit', pid, status, at };
    case 'exec':
      return { type: 'exec', pid, at };
    case 'overflow':
      return { type: 'overflow', at };
    default:
      throw new RangeError(line);
  }
}

function format(event: LifecycleEvent): string {
  if (event.type === 'overflow' || event.type === 'missed') return event.type;
  const code = event.type === 'exit' ? ` ${String(event.status?.code)}` : '';
  return `${event.type} ${event.pid}${code} @${event.at}`;
}

describe('a group of threads', () => {
  it('ends with its only thread', () => {
    expect(play('exit 7 3')).toEqual(['exit 7 3 @1']);
  });

  it('ends with its first thread when the others ended before', () => {
    expect(
      play(`
        thread+ 7
        thread- 7 0
        exit 7 3
      `),
    ).toEqual(['exit 7 3 @3']);
  });

  it('ends with the last of its threads when the first ended before', () => {
    expect(
      play(`
        thread+ 7
        thread+ 7
        exit 7 0
        thread- 7 5
        thread- 7 5
      `),
    ).toEqual(['exit 7 5 @5']);
  });

  it('has the status of the whole, also where the last thread was just leaving by itself', () => {
    expect(
      play(`
        thread+ 7
        exit 7 1
        thread- 7 0
      `),
    ).toEqual(['exit 7 1 @3']);
  });

  it('lives on when another thread calls exec', () => {
    expect(
      play(`
        thread+ 7
        exit 7 0
        exec 7
        exit 7 4
      `),
    ).toEqual(['exec 7 @3', 'exit 7 4 @4']);
  });

  it('counts from the end of a thread that nobody saw start', () => {
    expect(
      play(`
        thread- 7 0
        exit 7 3
      `),
    ).toEqual(['exit 7 3 @2']);
  });

  it('keeps the threads of two processes apart', () => {
    expect(
      play(`
        thread+ 7
        exit 8 1
        exit 7 0
        thread- 7 0
      `),
    ).toEqual(['exit 8 1 @2', 'exit 7 0 @4']);
  });

  it('does not wait for a thread whose end was lost', () => {
    expect(
      play(`
        thread+ 7
        overflow
        exit 7 3
      `),
    ).toEqual(['overflow', 'exit 7 3 @3']);
  });

  it('begins anew when a pid is given to another process', () => {
    expect(
      play(`
        thread+ 7
        exit 7 0
        thread- 7 0
        exit 7 2
      `),
    ).toEqual(['exit 7 0 @3', 'exit 7 2 @4']);
  });
});
