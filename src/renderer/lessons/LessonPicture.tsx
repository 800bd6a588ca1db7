import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatDuration } from '../../shared/format';
import type { Lesson } from '../../shared/lesson/lesson';
import type { RunModel } from '../../shared/model/run-model';
import { windowOf } from '../../shared/picture/time-window';
import { LanesPane } from '../run-view/lanes/LanesPane';
import { plainText } from '../run-view/selectors/ansi';
import { RunContext, type RunFrame } from '../run-view/run-context';
import '../run-view/run-view.css';
import { viewStoreOf } from '../run-view/view-store';
import { useSay } from '../run-view/words';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';

interface LessonPictureProps {
  readonly run: OpenRun;
  readonly shows: (pane: Lesson['panes'][number]) => boolean;
}

const MOST_LANES = 9;
const LANE_HEIGHT = 30;
/** Head and time axis. */
const FRAME_HEIGHT = 64;

/** What happened, as it happens: the lanes of the run view, what was printed, and how each process ended. */
export function LessonPicture({ run, shows }: LessonPictureProps) {
  const { t } = useTranslation('lesson');
  const actions = useActions();
  const { model, revision } = run;
  const store = viewStoreOf(model);
  const view = useStore(store, (state) => state.view);
  const isLive = isRunning(run);
  const frame: RunFrame = useMemo(() => {
    const snapshot = { model, revision, isLive };
    return { store, snapshot, whole: snapshot, replay: undefined, view, window: windowOf(view, model.now) };
  }, [store, model, revision, isLive, view]);
  const height = FRAME_HEIGHT + LANE_HEIGHT * Math.min(MOST_LANES, Math.max(2, model.processes.length));
  return (
    <RunContext value={frame}>
      {shows('lanes') && (
        <section className="lesson-card lesson-happened" aria-label={t('happened')}>
          <header className="lesson-bar">
            <h2>{t('happened')}</h2>
            <span className="dim">{formatDuration(model.now)}</span>
            <span className="lesson-space" />
            <button type="button" className="lesson-link" onClick={() => actions.show(run.runId)}>
              {t('whole')}
            </button>
          </header>
          <div className="lesson-lanes" style={{ height }}>
            <LanesPane isBare />
          </div>
        </section>
      )}
      {shows('output') && <Output model={model} />}
      {shows('verdicts') && <Verdicts model={model} />}
    </RunContext>
  );
}

function Output({ model }: { readonly model: RunModel }) {
  const { t } = useTranslation('lesson');
  const lines = model.output.entries;
  if (lines.length === 0) return null;
  return (
    <section className="lesson-card lesson-output">
      <h2>{t('output')}</h2>
      <pre tabIndex={0}>
        {lines.slice(-200).map(({ text, stream }, place) => (
          <span key={place} data-stream={stream}>
            {plainText(text)}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  );
}

const MOST_VERDICTS = 8;

/** One line an end, those first that went wrong. */
function Verdicts({ model }: { readonly model: RunModel }) {
  const { t } = useTranslation('lesson');
  const say = useSay();
  const judged = model.processes.flatMap(({ index, name, verdict }) =>
    verdict === undefined ? [] : [{ index, name, verdict }],
  );
  const sorted = judged.sort((a, b) => Number(a.verdict.cause === 'ok') - Number(b.verdict.cause === 'ok'));
  if (judged.length === 0 && model.hangs.length === 0) return null;
  return (
    <section className="lesson-card lesson-verdicts">
      {model.hangs.map(({ told }) => (
        <p key={told.hang}>
          <span className="rv-badge" data-tone="hang">
            {say(`confidence.${told.confidence}`)}
          </span>
          <strong>{say(`verdict:${told.title.id}`, told.title.values)}</strong>
        </p>
      ))}
      {sorted.slice(0, MOST_VERDICTS).map(({ index, verdict }) => (
        <p key={index}>
          <span className="rv-badge" data-tone={verdict.cause === 'ok' ? 'ok' : 'early'}>
            {say(`verdict:cause.${verdict.cause}`)}
          </span>
          <span className="rv-badge" data-confidence={verdict.confidence}>
            {say(`confidence.${verdict.confidence}`)}
          </span>
          <strong>{say(`verdict:${verdict.title.id}`, verdict.title.values)}</strong>
        </p>
      ))}
      {sorted.length > MOST_VERDICTS && <p className="dim">{t('more', { count: sorted.length - MOST_VERDICTS })}</p>}
    </section>
  );
}
