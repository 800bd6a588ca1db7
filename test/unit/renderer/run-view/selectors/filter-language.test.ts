import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../../../src/renderer/run-view/selectors/filter-language';
import { modelFrom } from '../../../../support/renderer/recording-from';

const model = modelFrom(`
  0    start 100 main
  10   start 101 worker-1 <100
  20   start 102 worker-2 <100
  30   start 103 helper <100
  500  sample 101 cpu=99 rss=200000000 ms=2000 state=R threads=4
  600  sample 102 cpu=20 rss=90000000 ms=900 state=S threads=1
  700  exit 102 SIGKILL
  710  verdict 102 out-of-memory
  800  exit 103 3
  850  verdict 103 exit-status
`);

function found(text: string): readonly string[] | string {
  const filter = parseFilter(text);
  return filter.ok ? model.processes.filter(filter.matches).map(({ name }) => name) : filter.id;
}

describe('the filter of processes', () => {
  it.each([
    ['', ['main', 'worker-1', 'worker-2', 'helper']],
    ['WORKER', ['worker-1', 'worker-2']],
    ['worker -2', ['worker-1']],
    ['worker -name:2', ['worker-1']],
    ['name:worker cpu>50', ['worker-1']],
    ['pid:103', ['helper']],
    ['102', ['worker-2']],
    ['rss>=100MB', ['worker-1']],
    ['rss<0.1GB', ['worker-2']],
    ['time>1s', ['worker-1']],
    ['threads=4', ['worker-1']],
    ['exit:signal', ['worker-2']],
    ['exit:SIGKILL', ['worker-2']],
    ['exit:3', ['helper']],
    ['exit:error', ['worker-2', 'helper']],
    ['exit:none', ['main', 'worker-1']],
    ['cause:memory', ['worker-2']],
    ['state:ended', ['worker-2', 'helper']],
    ['"worker-1"', ['worker-1']],
    ['"worker-', ['worker-1', 'worker-2']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['colour:red', 'unknown-word'],
    ['height>3', 'unknown-number'],
    ['cpu>much', 'not-a-number'],
    ['cpu>', 'not-a-number'],
    ['rss>3apples', 'not-a-number'],
    ['threads>two', 'not-a-count'],
  ])('says what is wrong with %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });
});
