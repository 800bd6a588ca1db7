import { Tooltip, UnstyledButton } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import IconBook2 from '@tabler/icons-react/icons/IconBook2';
import IconGitCompare from '@tabler/icons-react/icons/IconGitCompare';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconList from '@tabler/icons-react/icons/IconList';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { runCommand } from '../palette/commands';
import { useCommandContext } from '../palette/use-commands';
import { useRunIds, useView } from '../store/hooks';
import type { Place } from '../store/view-store';
import { withKeys } from './WithKeys';

interface EntryProps {
  readonly place: Place;
  readonly Icon: TablerIcon;
}

/** The places of the program, at the left edge. A place that has nothing to show is not there. */
export function Rail() {
  const { t } = useTranslation();
  const hasRuns = useRunIds().length > 0;
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <Entry place="home" Icon={IconHome} />
      {hasRuns && <Entry place="run" Icon={IconPlayerPlay} />}
      <Entry place="runs" Icon={IconList} />
      <Entry place="lessons" Icon={IconBook2} />
      <Entry place="compare" Icon={IconGitCompare} />
      <span className="rail-space" />
      <Entry place="settings" Icon={IconSettings} />
    </nav>
  );
}

function Entry({ place, Icon }: EntryProps) {
  const { t } = useTranslation();
  const context = useCommandContext();
  const current = useView((view) => view.place);
  return (
    <Tooltip label={withKeys(t(`rail.${place}`), keysOf(place))} position="right">
      <UnstyledButton
        className="rail-entry"
        aria-current={current === place ? 'page' : undefined}
        onClick={() => runCommand(place, context)}
      >
        <Icon size={19} stroke={1.6} aria-hidden />
        <span className="rail-label">{t(`rail.${place}`)}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
