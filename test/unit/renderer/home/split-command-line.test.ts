import fc from 'fast-check';
import { quote } from 'shlex';
import { describe, expect, it } from 'vitest';
import { shellSignIn, splitCommandLine } from '../../../../src/renderer/home/split-command-line';

const textsOf = (line: string): string[] => {
  const split = splitCommandLine(line);
  if (!split.ok) throw new Error(split.problem);
  return split.words.map(({ text }) => text);
};

describe('splitCommandLine', () => {
  // The words that `sh -c 'printf "[%s]" LINE'` (dash) prints.
  it.each([
    ['python3 train.py  --workers 4', ['python3', 'train.py', '--workers', '4']],
    ['  a\tb\nc ', ['a', 'b', 'c']],
    ['"my data.csv" x', ['my data.csv', 'x']],
    ["a'b c'd", ['ab cd']],
    [`'' ""`, ['', '']],
    ['a\\ b', ['a b']],
    [String.raw`"a\"b\\c\d"`, [String.raw`a"b\c\d`]],
    [String.raw`'a\"b'"c"`, [String.raw`a\"bc`]],
    [String.raw`'\\'"x"`, [String.raw`\\x`]],
    ['a\\\nb', ['ab']],
    ['"a\\\nb"', ['ab']],
    [String.raw`"a\"b" 'c\d' "\\"`, ['a"b', String.raw`c\d`, '\\']],
    [`a"" '' "q 'r' s"`, ['a', '', "q 'r' s"]],
    ['', []],
  ])('splits %j', (line, words) => {
    expect(textsOf(line)).toEqual(words);
  });

  it('says where the quote was opened that is not closed', () => {
    expect(splitCommandLine('python3 "my data')).toEqual({
      ok: false,
      problem: 'open-quote',
      quote: '"',
      position: 9,
    });
    expect(splitCommandLine(`say "it's`)).toMatchObject({ quote: '"', position: 5 });
    expect(splitCommandLine('a\\')).toEqual({ ok: false, problem: 'open-escape', position: 2 });
  });

  it('keeps the backslashes of a Windows path', () => {
    const split = splitCommandLine('C:\\py\\python.exe "a b"', { isBackslashPlain: true });
    expect(split.ok && split.words.map(({ text }) => text)).toEqual(['C:\\py\\python.exe', 'a b']);
  });

  it('gives back any arguments that were quoted', () => {
    const character = fc.constantFrom('a', ' ', "'", '"', '\\', '$', '\n', '中', '|');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: character }), { minLength: 1, maxLength: 6 }), (argv) => {
        expect(textsOf(argv.map(quote).join(' '))).toEqual(argv);
      }),
    );
  });
});

describe('shellSignIn', () => {
  const signIn = (line: string): string | undefined => {
    const split = splitCommandLine(line);
    return split.ok ? shellSignIn(split.words) : undefined;
  };

  it.each([
    ['make | tee log', '|'],
    ['make && make test', '&&'],
    ['cat *.txt', '*'],
    ['echo $HOME', '$'],
    ['ls ~/code', '~'],
    ['a > b', '>'],
    ['sleep 5 &', '&'],
  ])('sees what only a shell understands in %j', (line, sign) => {
    expect(signIn(line)).toBe(sign);
  });

  it.each(["echo '$HOME | x'", 'grep "a*b" file', 'curl http://x/?a=1&b=2', 'echo a\\*b', 'cc -DX=1 a~'])(
    'sees nothing in %j',
    (line) => {
      expect(signIn(line)).toBeUndefined();
    },
  );
});
