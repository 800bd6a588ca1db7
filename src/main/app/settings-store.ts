import { join } from 'node:path';
import { app } from 'electron';
import Store from 'electron-store';
import { type Settings, settingsSchema, type SettingsPatch } from '../../shared/settings';
import { keepAsideIfDamaged } from './keep-aside';
import { type WindowState, windowStateSchema } from './window-place';

type Fields = Record<string, unknown>;

/** The settings, in `settings.json` of the user's data folder. A damaged file is kept aside, and the settings are as at first. */
export class SettingsStore {
  /** Where a damaged file was put before a new one took its place. */
  readonly keptAside = keepAsideIfDamaged(join(app.getPath('userData'), 'settings.json'));
  readonly #file = new Store<Fields>({ name: 'settings', clearInvalidConfig: true });
  readonly #listeners = new Set<(settings: Settings) => void>();
  #settings = settingsSchema.parse(this.#file.store);

  get settings(): Settings {
    return this.#settings;
  }

  /** Changes the fields that are given. @throws the system's error when the file cannot be written. */
  write(patch: SettingsPatch): Settings {
    const next = settingsSchema.parse({ ...this.#settings, ...patch });
    this.#file.store = withoutUndefined(next);
    this.#settings = next;
    for (const listener of this.#listeners) listener(next);
    return next;
  }

  onChange(listener: (settings: Settings) => void): void {
    this.#listeners.add(listener);
  }
}

/** How the window was left, in `window.json`: it changes often and concerns nobody else. */
export class WindowStateStore {
  readonly #file = new Store<Fields>({ name: 'window', clearInvalidConfig: true });

  read(): WindowState {
    return windowStateSchema.parse(this.#file.store);
  }

  write(state: WindowState): void {
    this.#file.store = withoutUndefined(state);
  }
}

/** The store refuses a field that is there without a value. */
function withoutUndefined(fields: object): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
