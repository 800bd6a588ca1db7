import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, useSpotlight } from '@mantine/spotlight';
import IconArrowRight from '@tabler/icons-react/icons/IconArrowRight';
import IconHistory from '@tabler/icons-react/icons/IconHistory';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import type { i18n } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { demoNames } from '../../shared/demos';
import { demoTextsOf } from '../i18n/demo-texts';
import { StateIcon } from '../shell/StateIcon';
import { runStateOf } from '../store/run-state';
import { keysOf } from '../../shared/window-commands';
import { type CommandContext, possibleCommands, runCommand } from './commands';
import { KeyCaps } from './KeyCaps';
import './palette.css';
import { paletteStore } from './palette-store';
import { useCommandContext } from './use-commands';

const THEMES = ['system', 'light', 'dark'] as const;
const LANGUAGES = ['en', 'zh'] as const;
/** More recordings than one would scroll through; the rest is found by typing. */
const SHOWN_AT_ONCE = 60;

/** Search over everything that can be done or opened. */
export function Palette() {
  const { t, i18n } = useTranslation();
  const { opened } = useSpotlight(paletteStore);
  const context = useCommandContext();
  // Made when it opens: a run's batches must not rebuild lists that nobody sees.
  const groups = useMemo(() => (opened ? groupsOf(i18n, context) : []), [opened, i18n, context]);
  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      shortcut={null}
      limit={SHOWN_AT_ONCE}
      scrollable
      maxHeight={420}
      size={620}
      overlayProps={{ backgroundOpacity: 0.5, blur: 0 }}
      attributes={{ content: { 'aria-label': t('palette.search') } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={16} aria-hidden />,
        placeholder: t('palette.search'),
        'aria-label': t('palette.search'),
      }}
    />
  );
}

function groupsOf(texts: i18n, context: CommandContext): SpotlightActionGroupData[] {
  const groups = [commandGroup(texts, context), runGroup(texts, context), recordingGroup(texts, context)];
  return groups.filter(({ actions }) => actions.length > 0);
}

function commandGroup(texts: i18n, context: CommandContext): SpotlightActionGroupData {
  const { t } = texts;
  const { actions, stores } = context;
  const item = (id: string, label: string, onClick: () => unknown): SpotlightActionData => ({
    id,
    label,
    onClick: () => void onClick(),
    leftSection: <IconArrowRight size={15} aria-hidden />,
  });
  return {
    group: t('palette.commands'),
    actions: [
      ...possibleCommands(stores)
        .filter((id) => id !== 'palette')
        .map((id) => ({
          ...item(id, t(`command.${id}`), () => runCommand(id, context)),
          rightSection: <KeyCaps keys={keysOf(id)} />,
        })),
      ...demoNames.map((name) => {
        const { title } = demoTextsOf(texts.getFixedT(null, ['app', 'demo']), name);
        return item(`demo-${name}`, t('command.start-demo', { title }), () => actions.startDemo(name));
      }),
      ...THEMES.map((theme) => item(`theme-${theme}`, t(`command.theme-${theme}`), () => actions.change({ theme }))),
      ...LANGUAGES.map((language) =>
        item(`language-${language}`, t(`command.language-${language}`), () => actions.change({ language })),
      ),
    ],
  };
}

function runGroup({ t }: i18n, { stores, actions }: CommandContext): SpotlightActionGroupData {
  return {
    group: t('palette.openRuns'),
    actions: stores.runs.store.getState().runs.map((run) => ({
      id: `run-${run.runId}`,
      label: run.title,
      leftSection: <StateIcon state={runStateOf(run)} size={15} />,
      onClick: () => actions.show(run.runId),
    })),
  };
}

function recordingGroup({ t, language }: i18n, { stores, actions }: CommandContext): SpotlightActionGroupData {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    group: t('palette.recordings'),
    actions: (stores.data.getState().recordings ?? []).map(({ path, title, startedAt }) => ({
      id: `recording-${path}`,
      label: title,
      description: date.format(startedAt),
      leftSection: <IconHistory size={15} aria-hidden />,
      onClick: () => void actions.openRecording(path),
    })),
  };
}
