// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunTab } from '../../../../src/renderer/shell/RunTab';
import type { RunEvent } from '../../../../src/shared/events';
import { packBatch, type RunBatch } from '../../../../src/shared/recording';
import { fakeBridge, type FakeBridge } from '../../../support/renderer/fake-bridge';
import { render } from '../../../support/renderer/render';

const started: RunEvent = {
  type: 'run-started',
  t: 0,
  startedAt: 0,
  argv: ['make'],
  cwd: '/home/ada/code',
  shell: false,
  lifecycle: 'kernel',
  hz: 2,
  host: { os: 'linux', release: '6', arch: 'x64', cores: 4, memoryBytes: 8e9 },
  versions: {},
};
const sample = (t: number): RunEvent => ({ type: 'sample', t, rows: [] });
const endedAt = (t: number): RunEvent => ({ type: 'run-ended', t, exitCode: 0, signal: null, reason: 'exited' });

const deliver = (fake: FakeBridge, batch: Partial<RunBatch> & Pick<RunBatch, 'firstIndex' | 'events'>): Promise<void> =>
  act(async () => {
    fake.send('runBatch', packBatch({ runId: 'a', title: 'make', isLive: true, path: undefined, ...batch }));
    await Promise.resolve();
  });

const ticking = (): HTMLElement | null => document.querySelector('.run-tab-ticking');
const clock = (): string | undefined => ticking()?.textContent;
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));

/** A tab whose run is 58.6 s old. */
async function withTab(): Promise<FakeBridge> {
  const fake = fakeBridge();
  ({ unmount } = await render(<RunTab runId="a" />, fake));
  await deliver(fake, { firstIndex: 0, events: [started, sample(58_600)] });
  return fake;
}

let unmount = (): void => undefined;

describe('the clock of a run', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => {
    unmount();
    vi.useRealTimers();
    document.body.replaceChildren();
  });

  it('goes on ten times a second, and stands still at the end', async () => {
    const fake = await withTab();
    expect(clock()).toBe('00:58.6');
    pass(250);
    expect(clock()).toBe('00:58.8');
    await deliver(fake, { firstIndex: 2, events: [endedAt(58_900)] });
    pass(1000);
    expect(clock()).toBe('00:58.9');
  });

  it('goes from whole second to whole second while the run rests, in the same node of text', async () => {
    const fake = await withTab();
    await deliver(fake, { firstIndex: 2, events: [sample(58_700)], isQuiet: true });
    pass(1500);
    expect(clock()).toBe('01:00.0');
    const text = ticking()?.firstChild;
    pass(700);
    expect(clock()).toBe('01:00.0');
    pass(200);
    expect(clock()).toBe('01:01.0');
    expect(ticking()?.firstChild).toBe(text);
  });

  it('is as wide as what it says', async () => {
    const fake = await withTab();
    expect(ticking()?.style.width).toBe('7ch');
    await deliver(fake, { firstIndex: 2, events: [sample(3_600_000)] });
    pass(300);
    expect(clock()).toMatch(/^1:00:00\.\d$/);
    expect(ticking()?.style.width).toBe('9ch');
  });
});
