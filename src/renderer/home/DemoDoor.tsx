import { Button, Menu } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import { useTranslation } from 'react-i18next';
import { DEFAULT_DEMO, demoNames } from '../../shared/demos';
import { demoTextsOf } from '../i18n/demo-texts';
import { useActions } from '../store/stores-context';
import { LivePicture } from './LivePicture';

const OTHERS = demoNames.filter((name) => name !== DEFAULT_DEMO);

/** The door for who wants to see first: one click, and something moves. */
export function DemoDoor() {
  const { t } = useTranslation(['app', 'demo']);
  const actions = useActions();
  const first = demoTextsOf(t, DEFAULT_DEMO);
  return (
    <section className="door demo-door" aria-labelledby="demo-door">
      <h2 id="demo-door">{t('demo.title')}</h2>
      <p className="door-lead">
        <strong>{t('demo.titled', { title: first.title })}</strong> {first.description}
      </p>
      <LivePicture />
      <div className="door-buttons">
        <Button
          leftSection={<IconPlayerPlayFilled size={12} aria-hidden />}
          onClick={() => void actions.startDemo(DEFAULT_DEMO)}
        >
          {t('demo.start')}
        </Button>
        <Menu width={340} position="bottom-start">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('demo.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {OTHERS.map((name) => (
              <DemoItem key={name} {...demoTextsOf(t, name)} onStart={() => void actions.startDemo(name)} />
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </section>
  );
}

interface DemoItemProps {
  readonly title: string;
  readonly description: string;
  readonly onStart: () => void;
}

function DemoItem({ title, description, onStart }: DemoItemProps) {
  return (
    <Menu.Item onClick={onStart}>
      <span className="demo-item-title">{title}</span>
      <span className="demo-item-lead">{description}</span>
    </Menu.Item>
  );
}
