import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import type { ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../settings/CopyButton';

interface BoundaryProps {
  /** Another place, or another run, is drawn afresh. */
  readonly place: string;
  readonly children: ReactNode;
}

/** Keeps a fault of one part of the window to that part. */
export function Boundary({ place, children }: BoundaryProps) {
  return (
    <ErrorBoundary FallbackComponent={Fallen} resetKeys={[place]}>
      {children}
    </ErrorBoundary>
  );
}

function Fallen({ error, resetErrorBoundary }: FallbackProps) {
  const { t } = useTranslation();
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    <div className="fallen" role="alert">
      <IconAlertTriangle size={28} stroke={1.5} aria-hidden className="state-troubled" />
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.kept')}</p>
      <pre className="mono">{details}</pre>
      <div className="door-buttons">
        <Button onClick={resetErrorBoundary}>{t('crash.again')}</Button>
        <CopyButton text={details} label={t('crash.copy')} />
      </div>
    </div>
  );
}
