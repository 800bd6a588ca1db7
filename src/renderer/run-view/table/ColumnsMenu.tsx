import { Menu } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { memo } from 'react';
import { defaultProcessColumns, type ProcessColumn, processColumns } from '../../../shared/process-columns';
import { useData } from '../../store/hooks';
import { useActions } from '../../store/stores-context';
import { useSay } from '../words';

/** Which columns the process table has; kept in the settings. */
export const ColumnsMenu = memo(function ColumnsMenu() {
  const say = useSay();
  const actions = useActions();
  const chosen = useData(({ settings }) => settings.processColumns);
  const choose = (columns: readonly ProcessColumn[]): void =>
    void actions.change({ processColumns: processColumns.filter((column) => columns.includes(column)) });
  return (
    <Menu position="bottom-end" width={190} closeOnItemClick={false} menuItemTabIndex={0}>
      <Menu.Target>
        <button type="button" className="rv-icon-button" aria-label={say('table.columns')} title={say('table.columns')}>
          <IconColumns size={15} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="rv-columns-menu">
        {processColumns.map((column) => {
          const isChosen = chosen.includes(column);
          return (
            <Menu.CheckboxItem
              key={column}
              checked={isChosen}
              onChange={() => choose(isChosen ? chosen.filter((one) => one !== column) : [...chosen, column])}
            >
              {say(`column.${column}`)}
            </Menu.CheckboxItem>
          );
        })}
        <Menu.Divider />
        <Menu.Item onClick={() => choose(defaultProcessColumns)}>{say('table.columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
