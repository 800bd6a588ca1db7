// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { RunView } from '../../../../src/renderer/run-view/RunView';
import { viewStoreOf } from '../../../../src/renderer/run-view/view-store';
import type { Verdict } from '../../../../src/shared/verdict';
import { fakeBridge } from '../../../support/renderer/fake-bridge';
import { modelFrom } from '../../../support/renderer/recording-from';
import { click, named, render } from '../../../support/renderer/render';

const RUN = `
  0     run python3 pool.py
  1     start 100 main
  10    start 101 worker-1 <100
  7000  err 101 something is wrong
  9000  exit 101 SIGKILL
  20000 out 100 on it goes
`;
const VERDICT: Verdict = {
  cause: 'resource-limit',
  confidence: 'very-likely',
  title: { id: 'title.cpu-limit', values: { name: 'worker-1', limit: 1 } },
  evidence: [{ id: 'seen.cpu-time', values: { cpu: 1003, limit: 1 } }],
  ruledOut: [{ id: 'out.oom', values: { count: 7 } }],
  advice: [{ id: 'try.raise-limit', values: { option: '-t' } }],
};

let unmount = (): void => undefined;
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? '';

/** The card of the one that ended, as a person opens it. */
async function showCard(...verdicts: readonly Verdict[]) {
  const model = modelFrom(RUN);
  verdicts.forEach((verdict, place) => model.applyAll([{ type: 'verdict', t: 9010 + place * 400, pid: 101, verdict }]));
  const drawn = await render(<RunView model={model} revision={model.revision} isLive title="pool.py" />, fakeBridge());
  unmount = drawn.unmount;
  const entry = document.querySelector<HTMLElement>('.rv-early-entry');
  if (entry === null) throw new Error('Expected a process that ended early, found none.');
  await click(entry);
  return model;
}

it('says cause, confidence, evidence, what was ruled out and what to try', async () => {
  await showCard(VERDICT);
  expect(textOf('.rv-card-title')).toBe('worker-1 ended because it used up its limit of 1 s of CPU time');
  expect([...document.querySelectorAll('.rv-badge')].map((badge) => badge.textContent)).toEqual([
    'SIGKILL',
    'very likely',
  ]);
  expect(textOf('[data-kind=seen]')).toBe('It had used 1 s of CPU time, and its hard limit was 1 s.');
  expect(textOf('[data-kind=ruledOut]')).not.toBe('');
  expect(textOf('[data-kind=try]')).toContain('-t');
});

it('says that late evidence changed it, and what was said first', async () => {
  await showCard(
    {
      ...VERDICT,
      cause: 'unknown',
      confidence: 'unknown',
      title: { id: 'title.killed-unknown', values: { name: 'w' } },
    },
    VERDICT,
  );
  expect(textOf('.rv-card')).toMatch(/Late evidence changed this 4\d\d ms after the end/);
});

it('is copied as Markdown, and says so', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await showCard(VERDICT);
  await click(named('button', 'Copy as Markdown'));
  expect(writeText).toHaveBeenCalledOnce();
  const [text = ''] = writeText.mock.calls[0] ?? [];
  expect(text).toContain('### worker-1 ended because it used up its limit of 1 s of CPU time');
  expect(text).toContain('worker-1 (pid 101)');
  expect(text).toContain('- It had used 1 s of CPU time, and its hard limit was 1 s.');
  expect(named('button', 'Copied')).toBeDefined();
});

it('leads to its moment in the timeline', async () => {
  const model = await showCard(VERDICT);
  await click(named('button', 'Show in the timeline'));
  const { view, hovered } = viewStoreOf(model).getState();
  expect(view).toMatchObject({ kind: 'fixed', from: 7000 });
  expect(hovered).toBe(9000);
});

it('leads to the output', async () => {
  await showCard(VERDICT);
  await click(named('button', 'Output'));
  const chosen = [...document.querySelectorAll('[role=tab][aria-selected=true]')].map((tab) => tab.textContent);
  expect(chosen.some((name) => name.startsWith('Output'))).toBe(true);
  expect(textOf('.rv-line code')).toBe('something is wrong');
});

it.each([
  {
    told: { pssBytes: 12e6, privateBytes: 3e6, swapBytes: 0 },
    shown: '12 MB with its part of what is shared, 3 MB its own, at 00:09.1',
  },
  { told: { absence: 'denied' as const }, shown: '– (This user may not read it)' },
])('shows memory that was measured, or why not: $shown', async ({ told, shown }) => {
  const model = modelFrom(RUN);
  model.applyAll([{ type: 'memory-measured', t: 9100, pid: 100, ...told }]);
  viewStoreOf(model).getState().select(0);
  viewStoreOf(model).getState().openTab('verdict');
  const drawn = await render(<RunView model={model} revision={model.revision} isLive title="pool.py" />, fakeBridge());
  unmount = drawn.unmount;
  const fact = [...document.querySelectorAll('.rv-facts dl > div')].find(
    (one) => one.querySelector('dt')?.textContent === 'PSS, USS',
  );
  expect(fact?.querySelector('dd')?.textContent).toBe(shown);
});

it('says why a queue grows instead of that all is well', async () => {
  const model = modelFrom('0 start 100 main');
  for (let second = 0; second <= 6; second += 1) {
    const [puts, gets] = [second * 40, second * 10];
    model.apply({ type: 'queue-depth', t: second * 1000, queue: 'frames', depth: puts - gets, puts, gets });
  }
  const drawn = await render(<RunView model={model} revision={model.revision} isLive title="pool.py" />, fakeBridge());
  unmount = drawn.unmount;
  expect(textOf('.rv-card-title')).toBe('frames grows by 30 items a second: more goes in than comes out');
  expect(textOf('[data-kind=seen]')).toContain('In the last 6 s, 40 items a second were put and 10 were taken.');
  expect(textOf('[data-kind=seen]')).toContain('180 items wait; one that is put now waits about 18 s for its turn.');
  expect(document.querySelector('.rv-well')).toBeNull();
});
