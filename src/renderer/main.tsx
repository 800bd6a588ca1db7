import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './theme/tokens.css';
import './theme/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { chooseLanguage, createTexts } from './i18n/i18n';
import { connectStores, readStart } from './store/stores';

const start = await readStart(window.bridge);
// Without main's first answers there is nothing to show: main itself reports what failed.
if (!start.ok) throw new Error(start.fault.message);

const { facts, settings } = start.value;
const texts = createTexts(chooseLanguage(settings.language, facts.systemLanguage));
const stores = connectStores(window.bridge, start.value, sessionStorage);
stores.data.subscribe((data) => {
  const language = chooseLanguage(data.settings.language, data.facts.systemLanguage);
  if (language !== texts.language) void texts.changeLanguage(language);
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html is expected to have #root, none found.');
createRoot(root).render(<App stores={stores} texts={texts} />);
