import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { python } from '../../support/python';
import { linkedProject } from '../../support/user-project';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'multiprocessing.md'), 'utf8');

/** Heading, Python text, JavaScript text. */
const pairs = page
  .split(/^## /m)
  .map((section) => [
    section.split('\n', 1)[0] ?? '',
    /```python\n(.*?)```/s.exec(section)?.[1] ?? '',
    /```js\n(.*?)```/s.exec(section)?.[1] ?? '',
  ])
  .filter(([, , script]) => script !== '');

describe('the examples of docs/multiprocessing.md', () => {
  const project = linkedProject();
  afterAll(() => project.remove());

  it('are there', () => expect(pairs.length).toBeGreaterThanOrEqual(11));

  it.each(pairs)('print the same as their Python twins: %s', async (_, twin = '', script = '') => {
    project.write({ 'example.js': script });
    writeFileSync(join(project.folder, 'example.py'), twin);
    const said = await project.node('example.js');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    const expected = execFileSync(python, ['example.py'], { cwd: project.folder, encoding: 'utf8', timeout: 60_000 });
    expect(said.stdout).toBe(expected);
    expect(expected).not.toBe('');
  });
});
