import type { TablerIcon } from '@tabler/icons-react';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconPlayerPlay from '@tabler/icons-react/icons/IconPlayerPlay';
import IconSettings from '@tabler/icons-react/icons/IconSettings';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useStores } from '../store/stores-context';
import type { Place } from '../store/view-store';

interface Entry {
  readonly place: Place;
  readonly Icon: TablerIcon;
}

const TOP: readonly Entry[] = [
  { place: 'home', Icon: IconHome },
  { place: 'run', Icon: IconPlayerPlay },
];
const BOTTOM: readonly Entry[] = [{ place: 'settings', Icon: IconSettings }];

/** The places of the program, at the left edge. */
export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      {TOP.map((entry) => (
        <RailEntry key={entry.place} {...entry} />
      ))}
      <span className="rail-space" />
      {BOTTOM.map((entry) => (
        <RailEntry key={entry.place} {...entry} />
      ))}
    </nav>
  );
}

function RailEntry({ place, Icon }: Entry) {
  const { t } = useTranslation();
  const { view } = useStores();
  const current = useView((state) => state.place);
  const hasRun = useView((state) => state.activeRun !== undefined);
  if (place === 'run' && !hasRun) return null;
  return (
    <button
      type="button"
      className="rail-entry"
      aria-current={current === place ? 'page' : undefined}
      onClick={() => view.setState({ place })}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className="rail-label">{t(`rail.${place}`)}</span>
    </button>
  );
}
