import { expect, it } from 'vitest';
import { commandEnvironment } from '../../../src/main/launch/command-environment';

it('keeps what is the user’s, drops what is ours or Electron’s, and adds last', () => {
  const from = {
    PATH: '/bin',
    NODE_OPTIONS: '--trace-warnings',
    ELECTRON_RUN_AS_NODE: '1',
    NODE_CHANNEL_FD: '3',
    JOINSCOPE_SOCKET: '/tmp/s',
    LANG: 'C',
  };
  expect(commandEnvironment(from, { LANG: 'zh_CN.UTF-8', MORE: '' })).toEqual({
    PATH: '/bin',
    NODE_OPTIONS: '--trace-warnings',
    LANG: 'zh_CN.UTF-8',
    MORE: '',
  });
});
