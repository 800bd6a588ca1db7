// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { headingsOf, Markdown } from '../../../../src/renderer/markdown/Markdown';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { render } from '../../../support/renderer/render';

afterEach(() => document.body.replaceChildren());

const TEXT = `# not a part

![a picture](far/away.png)

## The \`filter\`

See [recording.md](recording.md), <b onclick="x">not</b> **more**.

| write | for |
| --- | --- |
| \`a>1\` | it |
| *b* | |
`;

it('draws headings and tables, shows of a link its text, and takes what looks like HTML for text', async () => {
  const { place } = await render(<Markdown text={TEXT} />, fakeBridge({}));
  expect(headingsOf(TEXT)).toEqual(['The `filter`']);
  expect(place.querySelector('h3 code')?.textContent).toBe('filter');
  expect([...place.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
    ['write', 'for'],
    ['a>1', 'it'],
    ['b', ''],
  ]);
  expect(place.querySelectorAll('img, a, b')).toHaveLength(0);
  expect(place.textContent).toContain('See recording.md, <b onclick="x">not</b> more.');
});
