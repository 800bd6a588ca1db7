import { Tooltip, UnstyledButton } from '@mantine/core';
import { AlertBell } from '../alerts/AlertBell';
import { palette } from '../palette/palette-store';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { KeyCaps } from '../palette/KeyCaps';
import { useData, useRunIds, useSteadyRun, useView } from '../store/hooks';
import { withTilde } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { ExportMenu } from './ExportMenu';
import { Mark } from './Mark';
import { RunControls } from './RunControls';
import { RunTab } from './RunTab';
import { withKeys } from './WithKeys';

/** The bar on top: the open runs, the command of the one that is looked at, and how to end it. */
export function Header() {
  const { t } = useTranslation();
  const actions = useActions();
  const runIds = useRunIds();
  const activeRun = useView((view) => (view.place === 'run' ? view.activeRun : undefined));
  const run = useSteadyRun(activeRun);
  return (
    <header className="shell-header">
      <UnstyledButton className="header-mark" aria-label="Joinscope" onClick={() => actions.go('home')}>
        <Mark size={26} />
      </UnstyledButton>
      {runIds.length === 0 && <span className="header-name">Joinscope</span>}
      {runIds.length > 0 && (
        <nav className="header-runs" aria-label={t('header.runs')}>
          <div className="header-tabs">
            {runIds.map((runId) => (
              <RunTab key={runId} runId={runId} />
            ))}
          </div>
          <Tooltip label={withKeys(t('header.newRun'), keysOf('new-run'))}>
            <UnstyledButton className="header-new" aria-label={t('header.newRun')} onClick={actions.newRun}>
              <IconPlus size={16} aria-hidden />
            </UnstyledButton>
          </Tooltip>
        </nav>
      )}
      {run === undefined ? <span className="header-space" /> : <CommandLine run={run} />}
      {run !== undefined && <ExportMenu run={run} />}
      {run !== undefined && <RunControls run={run} />}
      <AlertBell />
      <UnstyledButton className="header-search" onClick={palette.open} aria-label={t('header.search')}>
        <IconSearch size={15} aria-hidden />
        <span className="header-search-words">{t('header.search')}</span>
        <KeyCaps keys={keysOf('palette')} />
      </UnstyledButton>
    </header>
  );
}

function CommandLine({ run }: { readonly run: OpenRun }) {
  const { t } = useTranslation();
  const homeFolder = useData(({ facts }) => facts.homeFolder);
  const cwd = run.model.started?.cwd;
  const folder = cwd === undefined ? undefined : withTilde(cwd, homeFolder);
  const whole = folder === undefined ? run.title : `${run.title}\n${t('header.inFolder', { folder })}`;
  return (
    <p className="header-command mono" title={whole}>
      <span className="header-line">{run.title}</span>
      {folder !== undefined && <span className="header-folder"> · {folder}</span>}
    </p>
  );
}
