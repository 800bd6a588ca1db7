import { describe, expect, it } from 'vitest';
import { AlertDesk, type DesktopNote } from '../../../src/main/app/alert-desk';
import { textsIn } from '../../../src/main/app/texts';
import type { RunEvent } from '../../../src/shared/events';
import type { Language } from '../../../src/shared/locales';
import { defaultSettings } from '../../../src/shared/settings';
import { eventsFrom } from '../../support/renderer/recording-from';

const CRASH = eventsFrom('0 start 7 worker\n5 exit 7 SIGSEGV\n6 verdict 7 crash');
const NEXT = eventsFrom('7 start 8 other\n8 verdict 8 out-of-memory');

interface Change {
  readonly isLookedAt?: boolean;
  readonly alertDesktop?: boolean;
  readonly language?: Language;
  readonly title?: string;
}

function deskOf(change: Change = {}) {
  const notes: DesktopNote[] = [];
  const time = { now: 0 };
  const desk = new AlertDesk({
    rules: () => ({ ...defaultSettings, alertDesktop: change.alertDesktop ?? true }),
    isLookedAt: () => change.isLookedAt ?? false,
    say: () => textsIn(change.language ?? 'en'),
    notify: (note) => notes.push(note),
    clock: () => time.now,
  });
  const offer = (firstIndex: number, events: readonly RunEvent[], isLive = true) =>
    desk.offer({ runId: 'r', title: change.title ?? 'pool.py', isLive, path: undefined, firstIndex, events });
  return { notes, time, offer };
}

describe('alerts on the desktop', () => {
  it('say what happened in which run, and whom a click shows', () => {
    const { notes, offer } = deskOf();
    offer(0, CRASH);
    expect(notes).toEqual([{ title: 'pool.py', body: 'worker (7) ended: crash', runId: 'r', pid: 7 }]);
  });

  it('name a demo as the window does, also when it was told of in an earlier batch', () => {
    const started = eventsFrom('0 run node demo.js').map((event) => ({ ...event, demo: 'crash-course' }) as RunEvent);
    for (const [language, title] of [
      ['en', 'Four ways to end'],
      ['zh', '四种结束方式'],
    ] as const) {
      const { notes, offer } = deskOf({ language, title: 'crash-course' });
      offer(0, started);
      offer(1, CRASH);
      expect(notes.map((note) => note.title)).toEqual([title]);
    }
  });

  it('are none while the window is looked at, or where they are off', () => {
    for (const change of [{ isLookedAt: true }, { alertDesktop: false }]) {
      const { notes, offer } = deskOf(change);
      offer(0, CRASH);
      expect(notes).toEqual([]);
    }
  });

  it('are told of to whoever offers the events, also where none is shown', () => {
    const { offer } = deskOf({ isLookedAt: true });
    expect(offer(0, CRASH.slice(0, 1))).toBe(false);
    expect(offer(1, CRASH.slice(1))).toBe(true);
    expect(offer(0, CRASH)).toBe(false);
  });

  it('are none of a recording, and none again of a replay', () => {
    const { notes, time, offer } = deskOf();
    offer(0, CRASH, false);
    expect(notes).toEqual([]);
    offer(0, CRASH);
    time.now = 60_000;
    offer(0, CRASH);
    expect(notes).toHaveLength(1);
    offer(CRASH.length, NEXT);
    expect(notes.map(({ pid }) => pid)).toEqual([7, 8]);
  });

  it('are one for many that come at once, and calm after it', () => {
    const { notes, time, offer } = deskOf();
    offer(0, [...CRASH, ...NEXT]);
    expect(notes.map(({ body }) => body)).toEqual(['worker (7) ended: crash (and one more)']);
    time.now = 3000;
    offer(5, eventsFrom('9 start 9 third\n10 verdict 9 signal'));
    expect(notes).toHaveLength(1);
  });
});
