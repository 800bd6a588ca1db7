import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** `top`, screen by screen. */
export function startTop(seconds, env) {
  const args = ['-b', '-w', '200', '-d', String(seconds)];
  const child = spawn('top', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    /** The lines up to the head of the next screen. */
    nextScreen: async () => {
      const screen = [];
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error('top has ended');
        if (value.startsWith('top - ')) return screen;
        screen.push(value);
      }
    },
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
