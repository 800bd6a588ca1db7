import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRun } from '../store/hooks';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import type { RunId } from '../../shared/units';

interface RunQuestionProps {
  /** The run that it is about; the question goes away when that run ends. */
  readonly runId: RunId | undefined;
  readonly title: (run: OpenRun) => string;
  readonly yes: string;
  readonly children: (run: OpenRun) => ReactNode;
  readonly onYes: (runId: RunId) => void;
  readonly onClose: () => void;
}

/** Asked before a run that goes on is ended. */
export function RunQuestion({ runId, title, yes, children, onYes, onClose }: RunQuestionProps) {
  const { t } = useTranslation();
  const run = useRun(runId);
  return (
    <Modal
      opened={run !== undefined && isRunning(run)}
      onClose={onClose}
      title={run === undefined ? '' : title(run)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {run !== undefined && (
        <p className="mono dim cut" title={run.title}>
          {run.title}
        </p>
      )}
      <p>{run !== undefined && children(run)}</p>
      <div className="door-buttons">
        <Button
          variant="default"
          className="button-bad"
          data-autofocus
          onClick={() => {
            onClose();
            if (runId !== undefined) onYes(runId);
          }}
        >
          {yes}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('header.cancel')}
        </Button>
      </div>
    </Modal>
  );
}
