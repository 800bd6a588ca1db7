import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect } from '@playwright/test';
import { runCommand, sidePanel, test, words } from '../support/e2e-app';

/** epoll_wait, epoll_pwait and epoll_pwait2 of x64, epoll_pwait of arm64. */
const WAITS_FOR_EVENTS: ReadonlySet<string> = new Set(['232', '281', '441', '22']);

/** The process that watches for `parent`. */
function companionOf(parent: number | undefined): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
        return ppid === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('companion');
      } catch {
        return false; // It has ended.
      }
    });
  expect(found).toBeDefined();
  return Number(found);
}

/** What each thread that waits for events waits on, by the name of the thread; proc_pid_syscall(5). */
const queuesOf = (pid: number): readonly (readonly [string, string])[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
    const [call = '', fd = ''] = readFileSync(`/proc/${pid}/task/${thread}/syscall`, 'utf8').split(' ');
    if (!WAITS_FOR_EVENTS.has(call)) return [];
    const name = readFileSync(`/proc/${pid}/task/${thread}/comm`, 'utf8').trim();
    return [[name, readlinkSync(`/proc/${pid}/fd/${Number(fd)}`)] as const];
  });

test('the companion keeps what its own threads wait on, and the program gets none of it', async ({ opened }) => {
  test.skip(process.platform !== 'linux', 'only there descriptors of Chromium reach children');
  const { app, page, data } = opened;
  await runCommand(page, `sh -c 'echo $(ls -l /proc/$$/fd | grep -c anon_inode) queues; sleep 600'`, data);
  await page.getByRole('tab', { name: words.run.side.output }).click();
  await expect(sidePanel(page)).toContainText('0 queues');
  const companion = companionOf(app.process().pid);
  await expect.poll(() => queuesOf(companion).map(([name]) => name)).toContain('ThreadPoolServi');
  // A thread whose queue is gone would never come to rest again once a signal woke it.
  expect(queuesOf(companion).map(([, queue]) => queue)).toEqual(
    queuesOf(companion).map(() => 'anon_inode:[eventpoll]'),
  );
});
