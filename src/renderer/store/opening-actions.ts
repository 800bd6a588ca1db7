import type { CommandSpec } from '../../shared/command';
import type { DemoName } from '../../shared/demos';
import type { Outcome } from '../../shared/outcome';
import type { RunningProcess } from '../../shared/running-process';
import type { Settings, SettingsPatch } from '../../shared/settings';
import type { RunId } from '../../shared/units';
import type { Tell } from './tellers';
import type { Stores } from './stores';
import type { ViewActions } from './view-actions';
import type { CommandDraft } from './view-store';

/** As many as the settings keep. */
const RECENT_COMMANDS = 20;

/** Everything after which another run is there to look at. */
export function createOpeningActions({ bridge, runs, view, data }: Stores, tell: Tell, { show, change }: ViewActions) {
  const openRecording = async (path: string): Promise<void> => {
    const known = runs.store.getState().runs.find((run) => run.path === path);
    if (known !== undefined) {
      show(known.runId);
      return;
    }
    const opened = await bridge.call.openRecording(path);
    if (opened.ok) show(opened.value);
    else tell('open', opened.fault);
  };

  return {
    openRecording,

    chooseRecording: async (): Promise<void> => {
      const chosen = await bridge.call.chooseRecording();
      if (!chosen.ok) tell('open', chosen.fault);
      else if (chosen.value !== undefined) await openRecording(chosen.value);
    },

    /** A failure is the form's to show: the field keeps what was typed. */
    startCommand: async (command: CommandSpec, draft: CommandDraft): Promise<Outcome<RunId>> => {
      const started = await bridge.call.startCommand(command);
      if (!started.ok) return started;
      view.setState(({ startedCommands }) => ({
        startedCommands: { ...startedCommands, [started.value]: { command, draft } },
      }));
      show(started.value);
      const recent = { line: draft.line.trim(), cwd: command.cwd };
      void change(withRecent(data.getState().settings, recent));
      return started;
    },

    startDemo: async (name: DemoName): Promise<void> => {
      const started = await bridge.call.startDemo(name);
      if (started.ok) show(started.value);
      else tell('start', started.fault);
    },

    /** Watches a program that runs already. */
    attach: async ({ pid, startTicks }: RunningProcess): Promise<void> => {
      const attached = await bridge.call.attach(pid, startTicks ?? null);
      if (attached.ok) show(attached.value);
      else tell('start', attached.fault);
    },

    chooseFolder: async (from: string): Promise<string | undefined> => {
      const chosen = await bridge.call.chooseFolder(from);
      return chosen.ok ? chosen.value : undefined;
    },
  };
}

type Recent = Settings['recentCommands'][number];

function withRecent({ recentCommands }: Settings, newest: Recent): SettingsPatch {
  const others = recentCommands.filter(({ line, cwd }) => line !== newest.line || cwd !== newest.cwd);
  return { lastCwd: newest.cwd, recentCommands: [newest, ...others].slice(0, RECENT_COMMANDS) };
}
