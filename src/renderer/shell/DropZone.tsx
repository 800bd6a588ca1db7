import IconFileImport from '@tabler/icons-react/icons/IconFileImport';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useActions, useStores } from '../store/stores-context';

/** Takes recordings that are dropped anywhere on the window. */
export function DropZone() {
  const { t } = useTranslation();
  const isOver = useDroppedFiles();
  const isComparing = useView(({ place }) => place === 'compare');
  if (!isOver) return null;
  return (
    <div className="drop-zone">
      <div className="drop-card">
        <IconFileImport size={32} stroke={1.4} aria-hidden />
        <strong>{t(isComparing ? 'drop.compare' : 'drop.title')}</strong>
        <span className="dim">{t('drop.hint')}</span>
      </div>
    </div>
  );
}

/** @returns whether files hover over the window. */
function useDroppedFiles(): boolean {
  const { bridge, view } = useStores();
  const actions = useActions();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setOver(event.dataTransfer?.types.includes('Files') === true);
    };
    const onLeave = (event: DragEvent): void => {
      // Leaving an inner element for another tells nothing; leaving the window has no related target.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const paths = [...(event.dataTransfer?.files ?? [])].map(bridge.pathOfDropped).filter((path) => path !== '');
      if (view.getState().place === 'compare') void actions.compare(paths);
      else for (const path of paths) void actions.openRecording(path);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [bridge, view, actions]);
  return isOver;
}
