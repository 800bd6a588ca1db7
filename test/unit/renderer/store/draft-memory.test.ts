// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { keepDraft, recallDraft } from '../../../../src/renderer/store/draft-memory';
import { emptyDraft } from '../../../../src/renderer/store/view-store';

describe('the draft of the command form', () => {
  beforeEach(() => localStorage.clear());

  it('is as it was left', () => {
    const draft = { ...emptyDraft, line: 'make -j8', environment: [{ key: 0, name: 'A', value: 'b' }], shell: true };
    keepDraft(localStorage, draft);
    expect(recallDraft(localStorage)).toEqual(draft);
  });

  it.each(['', '{', 'null', '{"line":7}'])('is empty where %o was kept', (kept) => {
    localStorage.setItem('joinscope.draft', kept);
    expect(recallDraft(localStorage)).toEqual(emptyDraft);
  });
});
