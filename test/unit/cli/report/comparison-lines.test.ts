import { describe, expect, it } from 'vitest';
import { comparisonLines } from '../../../../src/main/cli/report/comparison-lines';
import { widthOf } from '../../../../src/main/cli/text/fit-text';
import { styleFor } from '../../../../src/main/cli/text/style';
import { type Texts, textsOf } from '../../../../src/main/cli/text/texts';
import { compareRuns } from '../../../../src/shared/compare/comparison';
import { factsOf } from '../../../../src/shared/compare/run-facts';
import { modelOf, runEnded } from '../../../support/run-events';

const style = styleFor(false, {});
const run = (workers: number, wallMs: number) =>
  factsOf(modelOf(runEnded(wallMs)), `with ${workers} workers, all others as before`, workers);
const comparison = compareRuns([run(1, 1000), run(2, 600), run(4, 400)]);
const lines = (width: number, language: 'en' | 'zh' = 'en') =>
  comparisonLines(comparison, { texts: textsOf(language), style, width });

it('says which runs are of another command, and gives them no speed-up', () => {
  const of = (work: string, label: string) => ({ ...run(1, 1000), work, label });
  const text = (texts: Texts) =>
    comparisonLines(compareRuns([of('sum', 'a'), of('make', 'b'), of('sum', 'c')]), { texts, style, width: 200 }).join(
      '\n',
    );
  expect(text(textsOf('en'))).toMatch(/\nb +1 +1 s +– +–[^]*Another than a was run by: b\./);
  expect(text(textsOf('zh'))).toContain('以下运行的命令与 a 不同：b。');
});

describe('a comparison as text', () => {
  it('has a run a line where there is room', () => {
    const [titles, ...rows] = lines(140);
    expect(titles).toMatch(/^run +workers +wall time +speed-up/);
    expect(rows[2]).toMatch(/^with 4 workers, all.* +4 +400 ms +2\.50×/);
  });

  it('has a figure a line where there is not, and runs below each other where even that is too wide', () => {
    expect(lines(80).find((line) => line.startsWith('speed-up'))).toMatch(/^speed-up +1\.00× +1\.67× +2\.50×$/);
    const narrow = lines(40).filter((line) => line.startsWith('speed-up'));
    expect(narrow).toEqual([
      expect.stringMatching(/ 1\.00×$/),
      expect.stringMatching(/ 1\.67×$/),
      expect.stringMatching(/ 2\.50×$/),
    ]);
  });

  it.each([40, 60, 100])('keeps to %i columns', (width) => {
    for (const language of ['en', 'zh'] as const)
      expect(lines(width, language).filter((line) => widthOf(line) > width)).toEqual([]);
  });
});
