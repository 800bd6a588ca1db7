import { Button } from '@mantine/core';
import IconMap2 from '@tabler/icons-react/icons/IconMap2';
import { useTranslation } from 'react-i18next';
import { useData, useView } from '../store/hooks';
import { useActions } from '../store/stores-context';

/** For who is here for the first time; gone once the tour was taken or declined. */
export function TourInvitation() {
  const { t } = useTranslation();
  const { startTour, endTour } = useActions();
  const isWanted = useData(({ settings }) => !settings.tourSeen);
  const isTaken = useView(({ tour }) => tour !== undefined);
  if (!isWanted || isTaken) return null;
  return (
    <section className="tour-invitation" aria-label={t('tour.title')}>
      <IconMap2 size={18} stroke={1.6} aria-hidden />
      <p>{t('tour.invitation')}</p>
      <Button size="compact-sm" variant="default" onClick={startTour}>
        {t('tour.start')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={endTour}>
        {t('tour.decline')}
      </Button>
    </section>
  );
}
