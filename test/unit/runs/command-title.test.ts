import { describe, expect, it } from 'vitest';
import { commandTitle } from '../../../src/main/runs/command-title';

describe('commandTitle', () => {
  it('quotes only what a shell would take apart', () => {
    expect(commandTitle(['python3', 'my program.py', '--n=3', "it's", ''], false)).toBe(
      String.raw`python3 'my program.py' --n=3 'it'\''s' ''`,
    );
  });

  it('leaves a line for the shell as it is', () => {
    expect(commandTitle(['ls | wc -l'], true)).toBe('ls | wc -l');
  });

  it('cuts a command that no list could show', () => {
    expect(commandTitle(['x'.repeat(5000)], false)).toHaveLength(400);
  });
});
