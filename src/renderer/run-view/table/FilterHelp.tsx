import { Popover } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { filterWords } from '../selectors/filter-language';
import { filterExamples } from '../selectors/filter-examples';
import { useSay } from '../words';

interface FilterHelpProps {
  /** Puts an example into the field. */
  readonly onTry: (text: string) => void;
}

/** What can be asked for in the filter: an example of each kind, to read and to try. */
export const FilterHelp = memo(function FilterHelp({ onTry }: FilterHelpProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={430} trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className="rv-icon-button"
          aria-label={say('filter.helpOpen')}
          title={say('filter.helpOpen')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconHelp size={15} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="rv-filter-help" aria-label={say('filter.helpTitle')}>
        <h3>{say('filter.helpTitle')}</h3>
        <p className="rv-dim">{say('filter.helpLead')}</p>
        <ul>
          {filterExamples.map(({ id, text }) => (
            <li key={id}>
              <button
                type="button"
                className="rv-mono"
                title={say('filter.try', { text })}
                onClick={() => {
                  onTry(text);
                  setOpen(false);
                }}
              >
                {text}
              </button>
              <span>{say(`filter.example.${id}`)}</span>
            </li>
          ))}
        </ul>
        <p className="rv-dim">{say('filter.helpWords', { known: filterWords.join(' ') })}</p>
      </Popover.Dropdown>
    </Popover>
  );
});
