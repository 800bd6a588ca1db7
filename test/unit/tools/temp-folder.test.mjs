import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTempFolder } from '../../../scripts/test/temp-folder.mjs';

describe('withTempFolder', () => {
  it('names a folder of its own as the temp folder of each system, beside what the environment had', async () => {
    const env = await withTempFolder({ PATH: '/bin', TMPDIR: '/elsewhere' }, (own) => Promise.resolve(own));
    expect(env).toMatchObject({ PATH: '/bin', TMPDIR: env.TEMP, TMP: env.TEMP });
    expect(env.TMPDIR).not.toBe('/elsewhere');
  });

  it('removes what was left in it', async () => {
    const folder = await withTempFolder({}, async ({ TMPDIR }) => {
      mkdirSync(join(TMPDIR, 'left', 'behind'), { recursive: true });
      writeFileSync(join(TMPDIR, 'left', 'file'), 'x');
      return TMPDIR;
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('removes it also when the work fails', async () => {
    let folder = '';
    const work = withTempFolder({}, ({ TMPDIR }) => {
      folder = TMPDIR;
      return Promise.reject(new Error('a suite could not be started'));
    });
    await expect(work).rejects.toThrow('a suite could not be started');
    expect(existsSync(folder)).toBe(false);
  });
});
