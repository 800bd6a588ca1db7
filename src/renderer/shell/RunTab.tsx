import { UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../shared/format';
import type { Milliseconds } from '../../shared/units';
import { useRunName } from '../i18n/use-run-title';
import { useElapsed, useSteadyRun, useView } from '../store/hooks';
import { isRunning, runStateOf } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { StateIcon } from './StateIcon';

/** One open run: its state, its name, how long it runs or ran; closes when it is over. */
export const RunTab = memo(function RunTab({ runId }: { readonly runId: string }) {
  const run = useSteadyRun(runId);
  return run === undefined ? null : <Tab run={run} />;
});

function Tab({ run }: { readonly run: OpenRun }) {
  const { t } = useTranslation();
  const actions = useActions();
  const isActive = useView(({ place, activeRun }) => place === 'run' && activeRun === run.runId);
  const title = useRunName()(run);
  const tab = useRef<HTMLDivElement>(null);
  // With many tabs it may lie outside of what shows.
  useEffect(() => {
    if (isActive) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  return (
    <div ref={tab} className="run-tab" data-active={isActive || undefined}>
      <UnstyledButton
        className="run-tab-open"
        aria-current={isActive ? 'page' : undefined}
        title={run.title}
        onClick={() => actions.show(run.runId)}
      >
        <StateIcon state={runStateOf(run)} size={14} />
        <span className="run-tab-words">
          <span className="run-tab-title cut">{title}</span>
          <Clock run={run} />
        </span>
      </UnstyledButton>
      {!isRunning(run) && (
        <UnstyledButton
          className="run-tab-close"
          aria-label={t('header.closeRun', { title })}
          onClick={() => void actions.close(run.runId)}
        >
          <IconX size={13} aria-hidden />
        </UnstyledButton>
      )}
    </div>
  );
}

/** It ticks outside of React, and in a box of its own size: then nothing else is laid out. */
function Clock({ run }: { readonly run: OpenRun }) {
  const ref = useRef<HTMLSpanElement>(null);
  const show = useCallback((elapsed: Milliseconds) => {
    const clock = ref.current;
    const text = formatClock(elapsed);
    const shown = clock?.firstChild;
    if (shown?.nodeValue === text) return;
    if (shown?.nodeValue?.length === text.length) shown.nodeValue = text;
    else if (clock !== null) {
      clock.style.width = `${text.length}ch`;
      clock.textContent = text;
    }
  }, []);
  useElapsed(run, show);
  return (
    <span className="run-tab-clock mono">
      <span ref={ref} className="run-tab-ticking" />
    </span>
  );
}
