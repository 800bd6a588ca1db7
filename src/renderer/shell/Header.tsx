import { Mark } from './Mark';

export function Header() {
  return (
    <header className="shell-header">
      <Mark size={26} />
    </header>
  );
}
