import type { AppFacts, Bridge, BroadcastName, InvocationName, PayloadOf } from '../../../src/shared/ipc/contract';
import type { LessonEntry } from '../../../src/shared/lesson/lesson';
import type { Outcome } from '../../../src/shared/outcome';
import { defaultSettings } from '../../../src/shared/settings';

export const facts: AppFacts = {
  version: '0.1.0',
  platform: 'linux',
  cores: 4,
  memoryBytes: 8e9,
  homeFolder: '/home/ada',
  cwd: '/home/ada/code',
  versions: { electron: '33.2.1' },
  systemLanguage: 'en-GB',
  recordingsFolder: '/home/ada/recordings',
};

const lessonEntry: LessonEntry = {
  id: 'first-process',
  number: 1,
  course: 'processes',
  minutes: 3,
  titles: { en: 'A first process', zh: '第一个进程' },
};

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Every call in order: its name and its arguments. */
  readonly calls: (readonly [InvocationName, ...unknown[]])[];
  readonly send: <Name extends BroadcastName>(name: Name, payload: PayloadOf<Name>) => void;
}

type Answers = Readonly<Partial<Record<InvocationName, (...args: never[]) => Outcome<unknown>>>>;

/** A main of values. What `answers` leaves out succeeds with what an idle program would say. */
export function fakeBridge(answers: Answers = {}): FakeBridge {
  const calls: (readonly [InvocationName, ...unknown[]])[] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const idle: Partial<Record<InvocationName, unknown>> = {
    appFacts: facts,
    readSettings: defaultSettings,
    writeSettings: defaultSettings,
    heldRuns: [],
    listRecordings: [],
    listLessons: { list: { lessons: [lessonEntry], broken: [], ownFolder: '/home/ada/lessons' }, progress: {} },
    startCommand: 'run-1',
    startDemo: 'run-1',
    openRecording: 'run-1',
  };
  const answer = (name: InvocationName, args: never[]): Promise<Outcome<unknown>> => {
    calls.push([name, ...args]);
    return Promise.resolve(answers[name]?.(...args) ?? { ok: true, value: idle[name] });
  };
  const call = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: never[]) =>
          answer(name as InvocationName, args),
    },
  );
  const listen = (name: string) => (listener: (payload: never) => void) => {
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(listener));
    return () => void all.delete(listener);
  };
  const on = new Proxy({}, { get: (_, name) => listen(name as string) });
  return {
    bridge: { call, on, pathOfDropped: (file: unknown) => `/dropped/${(file as File).name}` } as Bridge,
    calls,
    send: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}
