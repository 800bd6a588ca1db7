import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { END_OF_ANSWER, LineHelper } from '../../../src/main/monitor/windows/line-helper';

/** A shell that answers each question by its own pid and the question, until the test's end. */
const ECHO = `while read -r question; do echo "$$"; echo "$question"; echo '${END_OF_ANSWER}'; done`;

function open(script: string, limit = 5000): LineHelper {
  const helper = new LineHelper({ command: '/bin/sh', args: ['-c', script], limit });
  onTestFinished(() => helper.close());
  return helper;
}

async function ask(helper: LineHelper, question: string) {
  const [pid, ...answer] = (await helper.ask(question)).split('\n');
  return { pid: Number(pid), answer: answer.join('\n') };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('the helper that answers lines', () => {
  it('answers many questions from one process', async () => {
    const helper = open(ECHO);
    const first = await ask(helper, 'one');
    const second = await ask(helper, 'zwei 二');
    expect([first.answer, second.answer]).toEqual(['one', 'zwei 二']);
    expect(second.pid).toBe(first.pid);
  });

  it('answers questions that were asked at once in their order', async () => {
    const helper = open(ECHO);
    const questions = Array.from({ length: 50 }, (_, number) => `question ${number}`);
    const answers = await Promise.all(questions.map((question) => ask(helper, question)));
    expect(answers.map(({ answer }) => answer)).toEqual(questions);
  });

  it('fails the question of a helper that was killed, and starts another for the next', async () => {
    const helper = open(ECHO);
    const { pid } = await ask(helper, 'one');
    process.kill(pid, 'SIGKILL');
    await expect(ask(helper, 'two')).rejects.toThrow('ended without an answer');
    const next = await ask(helper, 'three');
    expect(next.answer).toBe('three');
    expect(next.pid).not.toBe(pid);
  });

  it('ends one that does not answer in time, though a child of it holds its output', async () => {
    const helper = open('read -r question; echo $$; sleep 1', 100);
    const startedAt = performance.now();
    await expect(helper.ask('one')).rejects.toThrow('did not answer within 100 ms');
    expect(performance.now() - startedAt).toBeLessThan(900);
  });

  it('fails when the program does not exist', async () => {
    const helper = new LineHelper({ command: '/no/such/program', args: [], limit: 5000 });
    await expect(helper.ask('one')).rejects.toThrow('ended without an answer');
    await expect(helper.ask('two')).rejects.toThrow('ended without an answer');
  });

  it('leaves no process and answers nothing after it was closed', async () => {
    const helper = open(ECHO);
    const { pid } = await ask(helper, 'one');
    const waiting = [helper.ask('two'), helper.ask('three')].map((answer) => answer.catch((error: unknown) => error));
    helper.close();
    for (const answer of await Promise.all(waiting)) expect(answer).toBeInstanceOf(Error);
    await expect(helper.ask('four')).rejects.toThrow('was closed');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });
});
