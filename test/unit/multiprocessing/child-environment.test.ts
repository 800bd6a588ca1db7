import { describe, expect, it } from 'vitest';
import { childEnvironment, childExecArgv } from '../../../src/main/multiprocessing/child-environment';

describe('what a child takes over', () => {
  it('leaves out the certificates that cost each start 90 ms, and keeps NODE_OPTIONS', () => {
    expect(childEnvironment({ NODE_EXTRA_CA_CERTS: '/a', NODE_OPTIONS: '--max-old-space-size=99' })).toEqual({
      NODE_OPTIONS: '--max-old-space-size=99',
    });
  });

  it('gives them back to a worker that asks', () => {
    expect(childEnvironment({ NODE_EXTRA_CA_CERTS: '/a' }, { NODE_EXTRA_CA_CERTS: '/b' })).toEqual({
      NODE_EXTRA_CA_CERTS: '/b',
    });
  });

  it('keeps loaders and leaves out what to run and where to debug', () => {
    expect(childExecArgv(['--import', 'tsx', '--inspect=9229', '-e', 'code', '--enable-source-maps'])).toEqual([
      '--import',
      'tsx',
      '--enable-source-maps',
    ]);
  });
});
