import { useTranslation } from 'react-i18next';
import { NumberSetting } from '../settings/NumberSetting';
import { Section, ToggleSetting } from '../settings/Setting';

/** What a person is told of while runs go on. */
export function AlertSettings() {
  const { t } = useTranslation('alert');
  return (
    <Section title={t('title')}>
      <ToggleSetting preference="alertExit" />
      <ToggleSetting preference="alertHang" />
      <NumberSetting preference="alertDepth" unit={t('unit.items')} />
      <NumberSetting preference="alertDepthFor" unit="s" />
      <NumberSetting preference="alertMemory" unit="MB" />
      <NumberSetting preference="alertIdle" unit="s" />
      <ToggleSetting preference="alertDesktop" />
    </Section>
  );
}
