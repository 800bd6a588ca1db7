import { useTranslation } from 'react-i18next';
import { CommandForm } from './CommandForm';
import { DemoDoor } from './DemoDoor';
import './home.css';
import { LessonDoor } from './LessonDoor';
import { TourInvitation } from '../tour/TourInvitation';
import { RecentRuns } from './RecentRuns';

/** The first screen: the doors, and the runs so far. */
export function Home() {
  const { t } = useTranslation();
  return (
    <div className="home">
      <header className="home-head">
        <h1>{t('home.title')}</h1>
        <p>{t('home.lead')}</p>
      </header>
      <TourInvitation />
      <div className="home-doors">
        <CommandForm />
        <DemoDoor />
        <LessonDoor />
      </div>
      <RecentRuns />
    </div>
  );
}
