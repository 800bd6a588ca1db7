import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import IconArrowRight from '@tabler/icons-react/icons/IconArrowRight';
import IconHistory from '@tabler/icons-react/icons/IconHistory';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { demoNames } from '../../shared/demos';
import { demoTextsOf } from '../i18n/demo-texts';
import { StateIcon } from '../shell/StateIcon';
import { useData } from '../store/hooks';
import { runStateOf } from '../store/run-state';
import { commands, runCommand } from './commands';
import { KeyCaps } from './KeyCaps';
import './palette.css';
import { useCommandContext } from './use-commands';

const THEMES = ['system', 'light', 'dark'] as const;
const LANGUAGES = ['en', 'zh'] as const;
/** More recordings than one would scroll through; the rest is found by typing. */
const SHOWN_AT_ONCE = 60;

/** Search over everything that can be done or opened. */
export function Palette() {
  const { t } = useTranslation();
  const groups = [useCommandActions(), useRunActions(), useRecordingActions()];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut={null}
      limit={SHOWN_AT_ONCE}
      scrollable
      maxHeight={420}
      size={620}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
      }}
    />
  );
}

function useCommandActions(): SpotlightActionGroupData {
  const { t } = useTranslation(['app', 'demo']);
  const context = useCommandContext();
  const { actions } = context;
  const arrow = <IconArrowRight size={15} aria-hidden />;
  const plain = (id: string, label: string, onClick: () => void) => ({ id, label, onClick, leftSection: arrow });
  return {
    group: t('palette.commands'),
    actions: [
      ...commands
        .filter(({ id, isPossible }) => id !== 'palette' && isPossible(context.stores))
        .map(({ id, keys }) => ({
          ...plain(id, t(`command.${id}`), () => runCommand(id, context)),
          rightSection: keys !== undefined && <KeyCaps keys={keys} />,
        })),
      ...demoNames.map((name) =>
        plain(`demo-${name}`, t('command.start-demo', { title: demoTextsOf(t, name).title }), () => {
          void actions.startDemo(name);
        }),
      ),
      ...THEMES.map((theme) =>
        plain(`theme-${theme}`, t(`command.theme-${theme}`), () => void actions.change({ theme })),
      ),
      ...LANGUAGES.map((language) =>
        plain(`language-${language}`, t(`command.language-${language}`), () => void actions.change({ language })),
      ),
    ],
  };
}

function useRunActions(): SpotlightActionGroupData {
  const { t } = useTranslation();
  const { stores, actions } = useCommandContext();
  const runs = useStore(stores.runs.store, (state) => state.runs);
  return {
    group: t('palette.openRuns'),
    actions: runs.map((run) => ({
      id: `run-${run.runId}`,
      label: run.title,
      leftSection: <StateIcon state={runStateOf(run)} size={15} />,
      rightSection: <IconPlayerPlay size={15} aria-hidden />,
      onClick: () => actions.show(run.runId),
    })),
  };
}

function useRecordingActions(): SpotlightActionGroupData {
  const { t, i18n } = useTranslation();
  const { actions } = useCommandContext();
  const recordings = useData((data) => data.recordings) ?? [];
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    group: t('palette.recordings'),
    actions: recordings.map(({ path, title, startedAt }) => ({
      id: `recording-${path}`,
      label: title,
      description: date.format(startedAt),
      leftSection: <IconHistory size={15} aria-hidden />,
      onClick: () => void actions.openRecording(path),
    })),
  };
}
