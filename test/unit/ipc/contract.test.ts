import { describe, expect, it, vi } from 'vitest';
import { type MainPort, registerHandlers, type Sender } from '../../../src/main/app/register-handlers';
import { answerPulses, buildBridge, type PagePort } from '../../../src/preload/bridge';
import { broadcasts, type Handlers, invocations, pulse } from '../../../src/shared/ipc/contract';
import { packBatch } from '../../../src/shared/recording';
import { defaultSettings, settingsSchema } from '../../../src/shared/settings';

type Listener = Parameters<PagePort['on']>[1];

const COMMAND = { argv: ['python3', 'program.py'], cwd: '/tmp', env: { A: 'b' }, shell: false };

const handlers: Handlers = {
  appFacts: () => {
    throw new RangeError('no facts');
  },
  startCommand: ({ argv }) => argv.join(' '),
  startDemo: (name) => name,
  listRunning: () => [],
  attach: (pid) => String(pid),
  signalRun: () => undefined,
  actOnRun: () => undefined,
  showFolder: () => '/srv',
  measureMemory: () => undefined,
  stopRun: () => undefined,
  replayRun: () => undefined,
  readEvents: (runId) => packBatch({ runId, title: '', isLive: false, path: undefined, firstIndex: 0, events: [] }),
  heldRuns: () => Promise.resolve(['a', 'b']),
  closeRun: () => undefined,
  exportRun: (id, form) => `${id}.${form}`,
  exportTable: (name, rows) => `${name} ${rows.length}`,
  exportPicture: (name, form, bytes) => `${name}.${form} ${bytes.length}`,
  listLessons: () => ({ list: { lessons: [], broken: [], ownFolder: '/' }, progress: {} }),
  readLesson: (id) => {
    throw new RangeError(id);
  },
  startLesson: ({ language }) => language,
  noteLesson: (id, state) => ({ [id]: state }),
  findInterpreters: () => [],
  readComparable: (path) => {
    throw new RangeError(path);
  },
  exportComparison: (runs) => runs[0]?.path,
  listRecordings: () => [],
  markRecording: () => undefined,
  removeRecordings: () => undefined,
  restoreRecordings: () => undefined,
  recoverRecordings: (paths) => paths,
  openRecording: (path) => path,
  chooseRecording: () => undefined,
  chooseFolder: (from) => from,
  noteCommands: () => undefined,
  readSettings: () => defaultSettings,
  writeSettings: (patch) => settingsSchema.parse(patch),
};

/** Main and page in one process: what `ipcMain` and `ipcRenderer` do, minus Electron. */
function wire({ isTrusted = true, onFault = vi.fn<(call: string, error: unknown) => void>() } = {}) {
  const answers = new Map<string, Parameters<MainPort['handle']>[1]>();
  const listeners = new Map<string, Set<Listener>>();
  const said: unknown[] = [];
  const event: Sender = { sender: { id: 1 }, senderFrame: { url: 'app://joinscope/index.html', parent: null } };
  registerHandlers(
    { handle: (channel, listener) => void answers.set(channel, listener) },
    { handlers, isTrusted: () => isTrusted, onFault },
  );
  const port: PagePort = {
    invoke: async (channel, ...args) => structuredClone(await answers.get(channel)?.(event, ...structuredClone(args))),
    on: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    off: (channel, listener) => listeners.get(channel)?.delete(listener),
    send: (...words) => said.push(words),
  };
  const tell = (channel: string, payload: unknown): void => {
    for (const listener of listeners.get(channel) ?? []) listener({ sender: port }, structuredClone(payload));
  };
  const bridge = buildBridge(port, (file) => {
    if (typeof file !== 'string') throw new TypeError('not a File');
    return `/dropped/${file}`;
  });
  return { bridge, port, tell, said, onFault, answers };
}

describe('IPC contract', () => {
  it('answers each invocation, and offers each invocation and broadcast to the page', () => {
    const { bridge, answers } = wire();
    expect([...answers.keys()]).toEqual(Object.values(invocations).map(({ channel }) => channel));
    expect(Object.keys(bridge)).toEqual(['call', 'on', 'pathOfDropped']);
    expect(Object.keys(bridge.call)).toEqual(Object.keys(invocations));
    expect(Object.keys(bridge.on)).toEqual(Object.keys(broadcasts));
  });

  it('uses no channel twice', () => {
    const channels = [...Object.values(invocations), ...Object.values(broadcasts)].map(({ channel }) => channel);
    expect(new Set(channels).size).toBe(channels.length);
  });

  it('carries a call to its handler and the result back', async () => {
    await expect(wire().bridge.call.startCommand(COMMAND)).resolves.toEqual({ ok: true, value: 'python3 program.py' });
    await expect(wire().bridge.call.heldRuns()).resolves.toEqual({ ok: true, value: ['a', 'b'] });
  });

  it('turns a throw in main into a fault with the name of the error, and tells the log', async () => {
    const { bridge, onFault } = wire();
    const fault = { name: 'RangeError', message: 'no facts' };
    await expect(bridge.call.appFacts()).resolves.toEqual({ ok: false, fault });
    expect(onFault).toHaveBeenCalledWith('appFacts', expect.any(RangeError));
  });

  it('refuses arguments that the contract forbids before the handler sees them', async () => {
    const outcome = await wire().bridge.call.startCommand({ ...COMMAND, argv: [] });
    expect(outcome).toMatchObject({ ok: false, fault: { name: 'InvalidArgumentsError' } });
  });

  it('refuses a page that the program did not open, whatever it says', async () => {
    const outcome = await wire({ isTrusted: false }).bridge.call.startCommand({ ...COMMAND, argv: [] });
    expect(outcome).toMatchObject({ ok: false, fault: { name: 'UntrustedSenderError' } });
  });

  it('hands the page the payload and never the event, until it unsubscribes', () => {
    const { bridge, tell } = wire();
    const listener = vi.fn();
    const leave = bridge.on.menuCommand(listener);
    tell(broadcasts.menuCommand.channel, 'stop');
    leave();
    tell(broadcasts.menuCommand.channel, 'kill');
    expect(listener.mock.calls).toEqual([['stop']]);
  });

  it('gives the path of what was dropped, and none for what is no file', () => {
    const { bridge } = wire();
    expect(bridge.pathOfDropped('run.joinscope')).toBe('/dropped/run.joinscope');
    expect(bridge.pathOfDropped({})).toBe('');
  });

  it('answers a pulse after the messages before it were handled', () => {
    const { bridge, port, tell, said } = wire();
    const order: string[] = [];
    answerPulses({ on: (...words) => port.on(...words), send: (...words) => order.push(words.join()) });
    bridge.on.recordingsChanged(() => order.push('handled'));
    tell(broadcasts.recordingsChanged.channel, undefined);
    tell(pulse.ask, 7);
    expect(order).toEqual(['handled', `${pulse.answer},7`]);
    expect(said).toEqual([]);
  });
});
