import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../shared/locales';
import { headingsOf, Markdown } from '../markdown/Markdown';
import { loadWindowPage } from './window-page';

/** What the page says, with its headings on top to go to. */
export function HelpPage() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [text, setText] = useState('');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    void loadWindowPage(language).then((loaded) => {
      if (isWanted) setText(loaded);
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  const goTo = (which: number): void => {
    const heading = place.current?.querySelectorAll('h3')[which];
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className="help">
      <nav aria-label={t('help.parts')}>
        {headingsOf(text).map((heading, which) => (
          <button key={heading} type="button" onClick={() => goTo(which)}>
            {heading}
          </button>
        ))}
      </nav>
      <div className="help-page" ref={place} role="region" aria-label={t('help.page')} tabIndex={0} data-autofocus>
        <Markdown text={text} />
      </div>
    </div>
  );
}
