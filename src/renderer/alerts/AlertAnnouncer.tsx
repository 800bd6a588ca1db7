import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { alertText } from '../../shared/alerts/alert';
import { useStores } from '../store/stores-context';
import { useSayAlert } from './use-say-alert';

/** Between two announcements: a flood of alerts is not read out one by one. */
const CALM = 2000;

/** Tells a screen reader the newest alert. */
export function AlertAnnouncer() {
  const say = useSayAlert();
  const { alerts } = useStores();
  const newest = useStore(alerts.store, (state) => (state.unseen > 0 ? state.alerts[0] : undefined));
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(
      () => setWords(newest === undefined ? '' : alertText(newest.alert, say)),
      words === '' ? 0 : CALM,
    );
    return () => clearTimeout(timer);
    // What is said now only sets the pace of what follows.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [newest, say]);
  return (
    <div className="only-heard" role="status" data-testid="alert-words">
      {words}
    </div>
  );
}
