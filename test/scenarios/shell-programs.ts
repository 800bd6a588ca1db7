/** Shells, what they run, and what Joinscope itself ends. */
import type { Scenario } from './scenario';

const READY = 'echo ready $$';

export const shellPrograms: readonly Scenario[] = [
  {
    name: 'shell: exit 3',
    program: { shell: 'exit 3' },
    ends: [{ who: 'main', cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'shell: a command that is not there',
    program: { shell: 'joinscope-no-such-command' },
    ends: [{ who: 'main', cause: 'failed-to-start', atLeast: 'very-likely', says: ['title.cannot-run'] }],
  },
  {
    name: 'shell: a folder instead of a program',
    program: { shell: '/etc' },
    ends: [{ who: 'main', cause: 'failed-to-start', atLeast: 'likely' }],
  },
  {
    name: 'shell: passes on that SIGKILL ended its command',
    program: { shell: 'sh -c "kill -9 \\$\\$"\nexit $?' },
    ends: [
      { who: 'main', cause: 'exit-status', atLeast: 'very-likely', says: ['title.passed-on'] },
      { who: /#2$/, cause: 'signal', atLeast: 'likely', says: ['out.oom'] },
    ],
  },
  {
    name: 'shell: exit 137 of its own will is not a certain SIGKILL',
    program: { shell: 'exit 137' },
    ends: [{ who: 'main', cause: 'signal', atLeast: 'likely', atMost: 'likely', says: ['title.shell-signal'] }],
  },
  {
    name: 'shell: yes | head -1',
    program: { shell: 'yes | head -1' },
    ends: [
      { who: /#2$/, cause: 'signal', atLeast: 'very-likely', says: ['title.broken-pipe'] },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: 'shell: timeout(1)',
    program: { shell: 'timeout 1 sleep 60\nexit 0' },
    ends: [
      { who: /#2$/, cause: 'exit-status', atLeast: 'likely', says: ['title.timeout-command'] },
      { who: /#3$/, cause: 'signal', atLeast: 'likely', atMost: 'likely' },
    ],
  },
  {
    name: 'shell: a file beyond its limit of size',
    program: {
      shell: 'ulimit -f 1\nsh -c "exec dd if=/dev/zero of=$0.out bs=4096 count=9 2>/dev/null"\nrm -f $0.out\nexit 0',
    },
    ends: [{ who: /#2$/, cause: 'resource-limit', atLeast: 'certain', says: ['seen.sigxfsz'] }],
  },
  {
    name: 'Joinscope: Stop',
    program: { shell: `${READY}\nexec sleep 60` },
    then: 'stop',
    ends: [{ who: 'main', cause: 'stopped-by-user', atLeast: 'certain', says: ['title.stopped-stop'] }],
  },
  {
    name: 'Joinscope: Kill',
    program: { shell: `${READY}\nexec sleep 60` },
    then: 'kill-run',
    ends: [{ who: 'main', cause: 'stopped-by-user', atLeast: 'certain', says: ['title.stopped-kill'] }],
  },
  {
    name: 'Joinscope: its time limit',
    program: { shell: 'exec sleep 60' },
    timeoutMs: 700,
    ends: [{ who: 'main', cause: 'stopped-by-user', atLeast: 'certain', says: ['title.stopped-timeout'] }],
  },
  {
    name: 'Joinscope: Ctrl-C in the terminal reaches the whole group',
    program: { shell: `sleep 60 &\n${READY}\nkill -INT 0\nwait` },
    ends: [{ who: 'main', cause: 'signal', atLeast: 'likely', atMost: 'very-likely' }],
  },
];
