import { rmdirSync, writeFileSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whyRefused } from '../../../src/main/record/why-refused';
import { texts } from '../../../src/shared/locales';
import { reasonOf } from '../../../src/shared/outcome';
import { type Reason, reasonText, systemText } from '../../../src/shared/reason-text';

const HAN = /\p{Script=Han}/u;

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Expected an error, found none');
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'joinscope-reason-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('what the system said', () => {
  it('is said in the words of the language, with the code and what it was about', () => {
    const message = messageOf(() => readFileSync('/no/such'));
    expect(systemText(message, 'en')).toBe('there is no such file or folder (ENOENT): /no/such');
    expect(systemText(message, 'zh')).toBe('没有这个文件或文件夹 (ENOENT)：/no/such');
  });

  it('is found in each shape in which Node passes it on', () => {
    const place = folder();
    writeFileSync(join(place, "it's"), '');
    const said = [
      messageOf(() => rmdirSync(place)),
      messageOf(() => process.kill(999_999_999, 'SIGTERM')),
      messageOf(() => setPriority(999_999_999, 1)),
      messageOf(() => readFileSync(place)),
      'ENOSPC: no space left on device, write',
      "EXDEV: cross-device link not permitted, rename '/a' -> '/b'",
      'spawn /bin/x y EACCES',
      'Error: kill EPERM',
    ].map((message) => systemText(message, 'zh'));
    expect(said).toEqual([
      `文件夹不为空 (ENOTEMPTY)：${place}`,
      '没有这个进程 (ESRCH)',
      '没有这个进程 (ESRCH)',
      '它是文件夹 (EISDIR)',
      '磁盘没有剩余空间 (ENOSPC)',
      "它位于另一个磁盘 (EXDEV)：/a' -> '/b",
      '没有权限 (EACCES)：/bin/x y',
      '此用户无权这样做 (EPERM)',
    ]);
  });

  it('is left as it is where it is something else', () => {
    for (const message of ['', 'it broke: EVERYTHING', 'the ENOENT of the day', 'EUNKNOWN: what, open', 'constructor'])
      expect(systemText(message, 'zh')).toBe(message);
  });
});

describe('a reason', () => {
  it('for scanning has words in both languages, each', () => {
    for (const id of Object.keys(texts.en.reason.scan)) {
      const reason = `scan-${id} EPERM`;
      expect(reasonText({ reason }, 'en')).not.toContain('scan-');
      expect(reasonText({ reason }, 'zh')).toMatch(HAN);
    }
    expect(reasonText({ reason: 'scan-refused bind: EPERM' }, 'zh')).toBe('内核拒绝：此用户无权这样做 (EPERM)');
    expect(reasonText({ reason: 'scan-platform darwin' }, 'en')).toBe(
      'darwin tells ordinary users of no starts and ends',
    );
    // Of a recording that an older version made.
    expect(reasonText({ reason: 'the kernel did not answer' }, 'zh')).toBe('the kernel did not answer');
  });

  it('that is a fault of ours is said by its text, with what that names', () => {
    const { reason, id, values } = whyRefused(Object.assign(new Error('x'), { code: 'ENOSPC', path: '/full/a' }), '');
    const error = Object.assign(new Error(`Cannot record to /full/a: ${reason}`), {
      id,
      values: { target: '/full/a', ...values },
    });
    const given = reasonOf(error) as Reason;
    expect(reasonText(given, 'en')).toBe(error.message);
    expect(reasonText(given, 'zh')).toBe('无法记录到 /full/a：/full 中没有剩余空间');
  });

  it('with an id that nobody knows is its message', () => {
    expect(reasonText({ reason: 'as it was', told: 'toString' }, 'zh')).toBe('as it was');
  });
});
