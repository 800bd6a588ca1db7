interface SearchFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Names the field, and stands in it while it is empty. */
  readonly label: string;
}

/** What a list is searched for; Escape empties it. */
export function SearchField({ text, onChange, label }: SearchFieldProps) {
  return (
    <input
      type="search"
      className="rv-input"
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('');
      }}
    />
  );
}
