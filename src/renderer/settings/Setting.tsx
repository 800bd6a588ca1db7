import type { ReactNode } from 'react';

interface SettingProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One line of the settings: what it is, and how it is changed. */
export function Setting({ label, hint, children }: SettingProps) {
  return (
    <div className="setting">
      <div className="setting-words">
        <span>{label}</span>
        {hint !== undefined && <span className="dim">{hint}</span>}
      </div>
      <div className="setting-control">{children}</div>
    </div>
  );
}
