import type { Ref } from 'react';
import { Menu } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import IconCopy from '@tabler/icons-react/icons/IconCopy';
import IconDatabase from '@tabler/icons-react/icons/IconDatabase';
import IconFolder from '@tabler/icons-react/icons/IconFolder';
import IconGavel from '@tabler/icons-react/icons/IconGavel';
import IconListDetails from '@tabler/icons-react/icons/IconListDetails';
import IconSend from '@tabler/icons-react/icons/IconSend';
import IconStairsDown from '@tabler/icons-react/icons/IconStairsDown';
import IconTerminal from '@tabler/icons-react/icons/IconTerminal';
import { useActions } from '../../store/stores-context';
import { useRunFrame, useViewState } from '../run-context';
import { useSay } from '../words';
import { doProcessAction, isActionPossible, type ProcessActionId, processActionIds } from './process-actions';
import { useOpenRun } from './use-open-run';

const ICONS: Readonly<Record<ProcessActionId, typeof IconCopy>> = {
  verdict: IconGavel,
  output: IconListDetails,
  signal: IconSend,
  renice: IconStairsDown,
  measure: IconDatabase,
  'copy-pid': IconCopy,
  'copy-command': IconTerminal,
  folder: IconFolder,
};

/** What can be done with a process, where the pointer is or below the selected row. */
export function ProcessMenu() {
  const say = useSay();
  const { whole } = useRunFrame();
  const run = useOpenRun();
  const actions = useActions();
  const menu = useViewState((state) => state.menu);
  const openMenu = useViewState((state) => state.openMenu);
  // Its row is somewhere else then.
  useWindowEvent('resize', () => {
    if (menu !== undefined) openMenu(undefined);
  });
  const row = menu === undefined ? undefined : whole.model.processes[menu.index];
  if (menu === undefined || row === undefined || run === undefined) return null;
  const close = (): void => {
    openMenu(undefined);
    menu.from.focus();
  };
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      width={250}
      trapFocus
      // By default any key closes it, also the one that opened it.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <Anchor left={menu.x} top={menu.y} />
      </Menu.Target>
      <Menu.Dropdown aria-label={say('action.title', { name: row.name })}>
        <Menu.Label>
          {row.name} · <span className="rv-mono">{row.pid}</span>
        </Menu.Label>
        {processActionIds.map((id) => {
          const Icon = ICONS[id];
          return (
            <Menu.Item
              key={id}
              leftSection={<Icon size={15} stroke={1.6} aria-hidden />}
              disabled={!isActionPossible(id, { run, row })}
              onClick={() => doProcessAction(id, { run, row, actions })}
            >
              {say(`action.${id}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

interface AnchorProps {
  readonly left: number;
  readonly top: number;
  readonly ref?: Ref<HTMLSpanElement>;
}

/** Where the menu opens. It is no button, so what Mantine would say of one is left out. */
function Anchor({ left, top, ref }: AnchorProps) {
  return <span ref={ref} className="rv-menu-anchor" style={{ left, top }} />;
}
