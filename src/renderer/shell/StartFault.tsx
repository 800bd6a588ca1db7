import type { i18n } from 'i18next';
import type { Fault } from '../../shared/outcome';
import { faultText } from '../i18n/fault-text';

interface StartFaultProps {
  readonly fault: Fault;
  readonly texts: i18n;
}

/** All there is to show when main did not answer the first two questions. */
export function StartFault({ fault, texts }: StartFaultProps) {
  return (
    <div className="fallen" role="alert">
      <h1>{texts.t('start.failed')}</h1>
      <pre className="mono">{faultText(texts, fault)}</pre>
      <p>{texts.t('start.advice')}</p>
    </div>
  );
}
