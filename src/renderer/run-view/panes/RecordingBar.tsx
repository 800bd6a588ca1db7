import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconX from '@tabler/icons-react/icons/IconX';
import { useMemo, useState } from 'react';
import { isNotRecorded } from '../../../shared/recording-notices';
import { useActions } from '../../store/stores-context';
import { useOpenRun } from '../actions/use-open-run';
import { useRunFrame } from '../run-context';
import { recordingTroubleOf, type RecordingTrouble } from '../selectors/recording-trouble';
import { type Say, useSay } from '../words';

/** That the run is not recorded any more, or its recording is not whole; until it is put away. */
export function RecordingBar() {
  const say = useSay();
  const { whole } = useRunFrame();
  const trouble = useMemo(() => recordingTroubleOf(whole.model, whole.isLive), [whole]);
  const [away, putAway] = useState<string>();
  const text = trouble === undefined ? '' : textOf(trouble, say);
  if (text === away || trouble === undefined) return null;
  return (
    <div className="rv-recording-bar" role={whole.isLive ? 'alert' : 'status'}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
      <span>
        {text}
        {whole.isLive && ` · ${say('recording.goesOn')}`}
      </span>
      {isLost(trouble) && <SaveButton />}
      <span className="rv-spring" />
      <button
        type="button"
        className="rv-icon-button"
        aria-label={say('recording.putAway')}
        title={say('recording.putAway')}
        onClick={() => putAway(text)}
      >
        <IconX size={14} aria-hidden />
      </button>
    </div>
  );
}

/** What the window holds is all there is. */
function SaveButton() {
  const say = useSay();
  const actions = useActions();
  const run = useOpenRun();
  if (run === undefined) return null;
  return (
    <button type="button" className="rv-chip" onClick={() => void actions.exportRun(run.runId, 'recording')}>
      {say('recording.save')}
    </button>
  );
}

function textOf(trouble: RecordingTrouble, say: Say): string {
  if (trouble.kind === 'damaged') return say('event.lost-recording', { count: trouble.count });
  return say(`notice:${trouble.notice.id}`, trouble.notice.values);
}

const isLost = (trouble: RecordingTrouble): boolean => trouble.kind === 'notice' && isNotRecorded(trouble.notice.id);
