import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '../shared/theme/tokens.css';
import './theme/base.css';
import './theme/widgets.css';
import { createRoot } from 'react-dom/client';
import { showAlert } from './alerts/show-alert';
import { App } from './App';
import { chooseLanguage, createTexts } from './i18n/i18n';
import { rememberDesks } from './lessons/desk-memory';
import { StartFault } from './shell/StartFault';
import { tellTrouble } from './shell/TroubleNotice';
import { tellCopied } from './shell/CopiedNotice';
import { tellWritten } from './shell/WrittenNotice';
import { createActions } from './store/actions';
import type { DataState } from './store/data-store';
import { connectStores, readStart } from './store/stores';

function appOf(given: Omit<DataState, 'recordings'>) {
  const texts = createTexts(chooseLanguage(given.settings.language, given.facts.systemLanguage));
  rememberDesks(localStorage);
  const stores = connectStores(window.bridge, given, { session: sessionStorage, lasting: localStorage });
  const actions = createActions(stores, {
    tell: (trouble, fault) => tellTrouble(texts, trouble, fault),
    tellWritten: (path) => tellWritten(texts, path),
    tellCopied: (text) => tellCopied(texts, text),
  });
  window.bridge.on.recordingOpened((opened) => {
    if (opened.ok) actions.show(opened.value);
    else tellTrouble(texts, 'open', opened.fault);
  });
  window.bridge.on.alertChosen(({ runId, pid }) => showAlert({ stores, actions }, runId, pid));
  stores.data.subscribe(({ settings, facts }) => {
    const language = chooseLanguage(settings.language, facts.systemLanguage);
    if (language !== texts.language) void texts.changeLanguage(language);
  });
  return <App held={{ stores, actions }} texts={texts} />;
}

const place = document.getElementById('root');
if (place === null) throw new Error('index.html is expected to have #root, none found.');
const start = await readStart(window.bridge);
createRoot(place).render(
  start.ok ? (
    appOf(start.value)
  ) : (
    <StartFault fault={start.fault} texts={createTexts(chooseLanguage('system', navigator.language))} />
  ),
);
