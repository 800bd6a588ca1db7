import { describe, expect, it } from 'vitest';
import { RunStillRunningError, UnknownRunError } from '../../../src/main/app/errors';
import { checkCommand } from '../../../src/main/launch/check-command';
import { type RecordingFault, RecordingError } from '../../../src/main/record/recording-error';
import { texts } from '../../../src/shared/locales';
import { type Fault, faultOf } from '../../../src/shared/outcome';

function refusalOf(argv: readonly string[], cwd = '/'): Fault {
  try {
    checkCommand({ argv: [...argv], cwd, env: {}, shell: false }, '/usr/bin:/bin');
  } catch (error) {
    return faultOf(error);
  }
  throw new Error('Expected a refusal, found none');
}

function textOf(language: 'en' | 'zh', { id = '', values = {} }: Fault): string {
  const found: Readonly<Record<string, string>> = texts[language].app.fault;
  return (found[id] ?? '').replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

const refusals: Readonly<Record<string, Fault>> = {
  'a missing folder': refusalOf(['ls'], '/no/such/folder'),
  'a file as a folder': refusalOf(['ls'], '/etc/passwd'),
  'no command': refusalOf(['']),
  'a NUL character': refusalOf(['ls', 'a\0b']),
  'an argument without end': refusalOf(['ls', 'x'.repeat(200_000)]),
  'a name that is nowhere': refusalOf(['joinscope-has-no-such-command']),
  'a file that is nowhere': refusalOf(['/no/such/file']),
  'a folder as a command': refusalOf(['/etc']),
  'a file that is no program': refusalOf(['/etc/passwd']),
  'a run that is gone': faultOf(new UnknownRunError('run-1')),
  'a run that goes on': faultOf(new RunStillRunningError('make')),
};
const readingFaults: readonly RecordingFault[] = ['not-found', 'no-access', 'empty', 'foreign', 'newer', 'too-large'];

describe('the window has a text', () => {
  it.each(Object.entries(refusals))('of %s, in English and Chinese', (_what, fault) => {
    expect(textOf('en', fault)).toBe(fault.message.replace(/\.$/, ''));
    expect(textOf('zh', fault)).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(readingFaults)('of a recording that cannot be read: %s', (found) => {
    const fault = faultOf(new RecordingError(found, '/a.joinscope', { message: 'Cannot open it' }));
    expect(textOf('en', fault)).toMatch(/^Cannot open \/a\.joinscope: /);
    expect(textOf('zh', fault)).toMatch(/^无法打开 \/a\.joinscope/);
  });
});
