import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconLayoutRows, IconRestore } from '@tabler/icons-react';
import { memo } from 'react';
import { defaultPaneLayout, movedPane, shownPanes, toggledPane } from '../../../shared/pane-layout';
import { useSay } from '../words';
import { usePaneLayout } from './use-pane-layout';

const small = { size: 14, stroke: 1.6, 'aria-hidden': true } as const;

/** Which panes a run has and in which order, for who moves by keys as for who points. */
export const PanesMenu = memo(function PanesMenu() {
  const say = useSay();
  const { layout, keep } = usePaneLayout();
  const shown = shownPanes(layout);
  const hidden = layout.hidden;
  return (
    <Menu position="top-end" width={280} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className="rv-icon-button" aria-label={say('panes.menu')} title={say('panes.menu')}>
          <IconLayoutRows size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {[...shown, ...hidden].map((pane) => (
          <Menu.CheckboxItem
            key={pane}
            checked={!hidden.includes(pane)}
            disabled={shown.length === 1 && shown[0] === pane}
            onChange={() => keep(toggledPane(layout, pane))}
          >
            {say(`panes.${pane}`)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        {shown.flatMap((pane, place) =>
          ([-1, 1] as const)
            .filter((by) => shown[place + by] !== undefined)
            .map((by) => (
              <Menu.Item
                key={`${pane} ${by}`}
                leftSection={by === 1 ? <IconArrowDown {...small} /> : <IconArrowUp {...small} />}
                onClick={() => keep(movedPane(layout, pane, by))}
              >
                {say(by === 1 ? 'panes.down' : 'panes.up', { pane: say(`panes.${pane}`) })}
              </Menu.Item>
            )),
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconRestore {...small} />} onClick={() => keep(defaultPaneLayout)}>
          {say('panes.reset')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
