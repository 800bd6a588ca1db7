import { useTranslation } from 'react-i18next';
import { NumberSetting } from '../settings/NumberSetting';
import { Section, ToggleSetting } from '../settings/Setting';
import { CauseSetting } from './CauseSetting';

/** What a person is told of while runs go on. */
export function AlertSettings() {
  const { t } = useTranslation('alert');
  return (
    <Section title={t('title')}>
      <ToggleSetting preference="alertExit" />
      <CauseSetting />
      <ToggleSetting preference="alertHang" />
      <NumberSetting preference="alertDepth" unit={t('unit.items')} most={1e9} />
      <NumberSetting preference="alertDepthFor" unit="s" most={1e6} />
      <NumberSetting preference="alertMemory" unit="MB" most={1e9} />
      <NumberSetting preference="alertIdle" unit="s" most={1e6} />
      <ToggleSetting preference="alertDesktop" />
    </Section>
  );
}
