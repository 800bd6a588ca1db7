import { useTranslation } from 'react-i18next';
import { ComparePage } from '../compare/ComparePage';
import { AlertAnnouncer } from '../alerts/AlertAnnouncer';
import { HelpDialog } from '../help/HelpDialog';
import { Home } from '../home/Home';
import { CheatSheet } from '../palette/CheatSheet';
import { Palette } from '../palette/Palette';
import { useCommandKeys } from '../palette/use-commands';
import { AttachDialog } from '../attach/AttachDialog';
import { AboutDialog } from '../settings/AboutDialog';
import { RunsPage } from '../runs/RunsPage';
import { SettingsPage } from '../settings/SettingsPage';
import { LessonsPage } from '../lessons/LessonsPage';
import { Tour } from '../tour/Tour';
import { useView } from '../store/hooks';
import { Announcer } from './Announcer';
import { Boundary } from './Boundary';
import { CloseDialog } from './CloseDialog';
import { DropZone } from './DropZone';
import { Header } from './Header';
import { KillDialog } from './KillDialog';
import { Rail } from './Rail';
import { RecordingAnnouncer } from './RecordingAnnouncer';
import { RunRegion } from './RunRegion';
import './shell.css';

/** The frame of the window: header, rail, and the place one is at. */
export function Shell() {
  useCommandKeys();
  const { t } = useTranslation();
  const place = useView((view) => view.place);
  const activeRun = useView((view) => view.activeRun);
  return (
    <div className="shell">
      <Header />
      <Rail />
      <main className="shell-main" aria-label={t(`rail.${place}`)}>
        <Boundary place={`${place} ${activeRun ?? ''}`}>
          {place === 'home' && <Home />}
          {place === 'runs' && <RunsPage />}
          {place === 'lessons' && <LessonsPage />}
          {place === 'compare' && <ComparePage />}
          {place === 'settings' && <SettingsPage />}
          {place === 'run' && activeRun !== undefined && <RunRegion key={activeRun} runId={activeRun} />}
        </Boundary>
      </main>
      <Palette />
      <CheatSheet />
      <HelpDialog />
      <AttachDialog />
      <AboutDialog />
      <KillDialog />
      <CloseDialog />
      <Tour />
      <DropZone />
      <Announcer />
      <AlertAnnouncer />
      <RecordingAnnouncer />
    </div>
  );
}
