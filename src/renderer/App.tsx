import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { Shell } from './shell/Shell';
import { type Held, StoresContext } from './store/stores-context';
import { cssVariables, mantineTheme, OVERLAYS } from './theme/mantine-theme';

interface AppProps {
  readonly held: Held;
  readonly texts: i18n;
}

/** The window's content with everything around it that the parts ask for. */
export function App({ held, texts }: AppProps) {
  return (
    <I18nextProvider i18n={texts}>
      <MantineProvider theme={mantineTheme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <StoresContext value={held}>
          <Shell />
          <Overlays />
          <Notifications position="bottom-right" limit={4} />
        </StoresContext>
      </MantineProvider>
    </I18nextProvider>
  );
}

/** Holds what lies above the window. */
function Overlays() {
  const { t } = useTranslation();
  return <section id={OVERLAYS} aria-label={t('overlays')} />;
}
