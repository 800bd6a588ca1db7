import { useView } from '../store/hooks';
import { Header } from './Header';
import { Rail } from './Rail';
import { RunRegion } from './RunRegion';
import './shell.css';

/** The frame of the window: header, rail, and the place one is at. */
export function Shell() {
  const place = useView((view) => view.place);
  const activeRun = useView((view) => view.activeRun);
  return (
    <div className="shell">
      <Header />
      <Rail />
      <main className="shell-main">
        {place === 'run' && activeRun !== undefined && <RunRegion key={activeRun} runId={activeRun} />}
      </main>
    </div>
  );
}
