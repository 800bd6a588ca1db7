import { memo, useId } from 'react';
import { useSay } from '../words';

interface FilterBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What is wrong with the text, in words. */
  readonly fault: string | undefined;
}

/** The filter of the process table; what is wrong with it is said below, and the table stays as it was. */
export const FilterBox = memo(function FilterBox({ text, onChange, fault }: FilterBoxProps) {
  const say = useSay();
  const id = useId();
  return (
    <span className="rv-filter">
      <input
        type="search"
        className="rv-input rv-mono"
        value={text}
        placeholder="cpu>50 name:worker"
        spellCheck={false}
        aria-label={say('filter.label')}
        aria-invalid={fault !== undefined}
        aria-describedby={id}
        title={say('filter.help')}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
        }}
      />
      <span id={id} className={fault === undefined ? 'rv-sr-only' : 'rv-filter-fault'} role="status">
        {fault ?? say('filter.help')}
      </span>
    </span>
  );
});
