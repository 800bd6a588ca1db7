import { describe, expect, it } from 'vitest';
import { PowerShellTable } from '../../../../src/main/monitor/windows/powershell-table';

/** A table whose helper answers from a list; an error in it fails that question. */
function openTable(answers: readonly (string | Error)[]) {
  const state = { questions: [] as string[], isClosed: false, now: 1000 };
  const table = new PowerShellTable(() => state.now, {
    ask: (question) => {
      const answer = answers[state.questions.push(question) - 1] ?? '[]';
      return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
    },
    close: () => (state.isClosed = true),
  });
  return { table, state };
}

const PYTHON = '{"p":7,"q":5,"n":"python.exe","s":100,"c":40,"w":4096,"t":2,"a":"python \\"a b.py\\""}';

describe('the table of Windows', () => {
  it('answers everything from one question', async () => {
    const { table, state } = openTable([PYTHON]);
    expect(await table.list()).toMatchObject([{ pid: 7, ppid: 5, name: 'python', startTicks: 100 }]);
    expect(await table.find(7)).toMatchObject({ pid: 7 });
    expect(await table.argvOf(7)).toEqual(['python "a b.py"']);
    expect(await table.argvOf(8)).toBeUndefined();
    expect(await table.read([7, 8])).toEqual([{ pid: 7, startTicks: 100, cpuMs: 40, rss: 4096, threads: 2, at: 1000 }]);
    expect(state.questions).toEqual(['list']);
  });

  it('asks again after a helper that failed', async () => {
    const { table } = openTable([new Error('ended'), PYTHON]);
    await expect(table.list()).rejects.toThrow('ended');
    expect(await table.list()).toHaveLength(1);
  });

  it('ends the helper', () => {
    const { table, state } = openTable([]);
    table.close();
    expect(state.isClosed).toBe(true);
  });
});
