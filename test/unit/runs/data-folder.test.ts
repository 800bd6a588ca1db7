import { describe, expect, it } from 'vitest';
import { recordingsFolder } from '../../../src/main/runs/data-folder';

describe('recordingsFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.local/share/joinscope/recordings'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/joinscope/recordings'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/joinscope/recordings'],
    ['darwin', {}, '/home/ada/Library/Application Support/Joinscope/recordings'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Joinscope/recordings'],
    ['linux', { JOINSCOPE_DATA: '/tmp/x', XDG_DATA_HOME: '/data' }, '/tmp/x/recordings'],
  ] as const)('is on %s with %o the folder %s', (platform, env, folder) => {
    expect(recordingsFolder({ platform, env, home: '/home/ada' })).toBe(folder);
  });
});
