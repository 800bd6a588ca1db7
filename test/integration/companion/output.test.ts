import { describe, expect, it } from 'vitest';
import { driveCompanion } from '../../support/companion-driver';
import { python } from '../../support/python';

describe('output', () => {
  it('puts characters together that were written in two halves, and replaces bytes that are none', async () => {
    const program =
      'import os,time; os.write(1,b"\\xe4\\xbd"); time.sleep(0.1); os.write(1,b"\\xa0\\n"); os.write(2,b"\\xff!\\n")';
    const run = driveCompanion([python, '-c', program]);
    await run.ended;
    const textOf = (wanted: string) =>
      run.eventsOf('log').flatMap(({ stream, text }) => (stream === wanted ? [text] : []));
    expect([textOf('stdout'), textOf('stderr')]).toEqual([['你'], ['\ufffd!']]);
  });

  it('bounds a flood of 100 MB, counts what it dropped, and keeps the end of stderr', async () => {
    const program =
      'import sys\nfor _ in range(1000): sys.stdout.write(("x" * 99 + "\\n") * 1000)\nsys.stderr.write(("e\\n") * 5000 + "the end\\n")';
    const run = driveCompanion([python, '-c', program]);
    await run.ended;
    const lines = run.eventsOf('log');
    const dropped = run.eventsOf('lost').reduce((sum, { count }) => sum + count, 0);
    expect(dropped + lines.length).toBe(1_000_000 + 5001);
    expect(lines.length).toBeLessThan(60_000);
    expect(lines.filter(({ stream }) => stream === 'stderr').at(-1)?.text).toBe('the end');
  });
});

describe.runIf(process.platform === 'linux')('output with its writer', () => {
  /** Who wrote what, by the pid that each process printed itself. */
  const linesOf = (run: ReturnType<typeof driveCompanion>) =>
    run.eventsOf('log').map(({ pid, text, signed }) => ({ pid: String(pid), text, signed }));

  it('names the process that wrote each line, however long it lived', async () => {
    const run = driveCompanion(['sh', '-c', 'echo $$; for i in 1 2 3; do sh -c "echo \\$\\$; echo \\$\\$ >&2"; done']);
    await run.ended;
    const lines = linesOf(run);
    expect(lines).toHaveLength(7);
    expect(lines.every(({ pid, text, signed }) => pid === text && signed === true)).toBe(true);
    expect(new Set(lines.map(({ pid }) => pid)).size).toBe(4);
  });

  it('puts the lines together of processes that write at once, in pieces', async () => {
    const program = `
import os, multiprocessing
def work(barrier):
    me = str(os.getpid())
    for _ in range(50):
        os.write(1, (me + " ").encode())
        barrier.wait()
        os.write(1, (me + "\\n").encode())
if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(3)
    children = [context.Process(target=work, args=(barrier,)) for _ in range(3)]
    for child in children: child.start()
    for child in children: child.join()
`;
    const run = driveCompanion([python, '-c', program]);
    await run.ended;
    const lines = linesOf(run);
    expect(lines).toHaveLength(150);
    expect(lines.filter(({ pid, text }) => text !== `${pid} ${pid}`)).toEqual([]);
  });

  it('tells the unfinished last line of a process when it has ended, not when the run does', async () => {
    const run = driveCompanion(['sh', '-c', '(printf half); sleep 60']);
    const line = await run.awaitEvent('log');
    expect(line).toMatchObject({ text: 'half' });
    expect(run.eventsOf('run-ended')).toEqual([]);
    run.send({ type: 'stop', reason: 'kill' });
    await run.ended;
  });

  it('keeps the end of what each writer said, though another floods', async () => {
    const flood = 'import sys\nfor _ in range(200): sys.stderr.write("x" * 99 + "\\n" * 100)';
    const run = driveCompanion(['sh', '-c', `"$0" -c '${flood}'; echo last words >&2`, python]);
    await run.ended;
    expect(run.eventsOf('log').map(({ text }) => text)).toContain('last words');
  });

  it('gives real pipes where they are asked for, so that /dev/stderr can be opened', async () => {
    const run = driveCompanion(['sh', '-c', 'echo out > /dev/stdout; echo err > /dev/stderr'], { pipes: true });
    await run.ended;
    expect(run.eventsOf('log').map(({ stream, text, signed }) => [stream, text, signed])).toEqual(
      expect.arrayContaining([
        ['stdout', 'out', undefined],
        ['stderr', 'err', undefined],
      ]),
    );
  });

  it('says so when a program cannot open /dev/stderr', async () => {
    const run = driveCompanion(['sh', '-c', 'echo err > /dev/stderr']);
    await run.ended;
    expect(run.eventsOf('notice').map(({ id }) => id)).toContain('output-is-socket');
  });
});
