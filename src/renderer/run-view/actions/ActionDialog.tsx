import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '../../../shared/model/process-row';
import { useRunFrame, useViewState } from '../run-context';
import { useSay } from '../words';

interface ActionDialogProps {
  /** What is asked of a process; its title is the text `ID.title`. */
  readonly id: 'renice' | 'signal';
  /** CSS pixels. */
  readonly width?: number;
  /** The question itself, made anew for each process. */
  readonly children: (row: ProcessRow, close: () => void) => ReactNode;
}

/** Open while this is asked of a process. */
export function ActionDialog({ id, width, children }: ActionDialogProps) {
  const { t } = useTranslation();
  const say = useSay();
  const { whole } = useRunFrame();
  const asked = useViewState((state) => (state.asked?.id === id ? state.asked : undefined));
  const ask = useViewState((state) => state.ask);
  const row = asked === undefined ? undefined : whole.model.processes[asked.index];
  const close = (): void => ask(undefined);
  return (
    <Modal
      opened={row !== undefined}
      onClose={close}
      title={row === undefined ? '' : say(`${id}.title`, { name: row.name, pid: row.pid })}
      {...(width !== undefined && { size: width })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {row !== undefined && children(row, close)}
    </Modal>
  );
}
