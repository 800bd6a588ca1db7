import { Button } from '@mantine/core';
import { useViewportSize } from '@mantine/hooks';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { KeyCaps } from '../palette/KeyCaps';
import { useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { placeCard } from './place-card';
import { type TourStep, tourSteps } from './tour-steps';
import './tour.css';
import { useBox } from './use-box';

/** Five cards, each beside what it speaks of; the window stays usable behind them. */
export function Tour() {
  const place = useView(({ tour }) => tour);
  const step = place === undefined ? undefined : tourSteps[place];
  return place === undefined || step === undefined ? null : <Step place={place} step={step} />;
}

const NOTHING = { width: 0, height: 0 };

interface StepProps {
  readonly place: number;
  readonly step: TourStep;
}

function Step({ place, step }: StepProps) {
  const { t } = useTranslation();
  const { goToTourStep, endTour } = useActions();
  const id = useId();
  const window = useViewportSize();
  const target = useBox(step.target);
  const card = useBox('.tour-card') ?? NOTHING;
  const next = useRef<HTMLButtonElement>(null);
  const isThere = target !== undefined;
  useEffect(() => next.current?.focus({ preventScroll: true }), [place]);
  // In small windows the panes scroll. It may come later than the step: a run begins first.
  useEffect(() => {
    if (isThere) document.querySelector(step.target)?.scrollIntoView({ block: 'nearest' });
  }, [isThere, step.target]);
  const isLast = place === tourSteps.length - 1;
  return (
    <>
      {target !== undefined && (
        <i
          className="tour-ring"
          aria-hidden
          style={{ left: target.left, top: target.top, width: target.width, height: target.height }}
        />
      )}
      <div
        className="tour-card"
        role="dialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-words`}
        style={placeCard(target, card, window)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          endTour();
        }}
      >
        <p className="tour-count">{t('tour.count', { place: place + 1, count: tourSteps.length })}</p>
        <h2 id={`${id}-title`}>{t(`tour.step.${step.id}.title`)}</h2>
        <p id={`${id}-words`}>{t(`tour.step.${step.id}.words`)}</p>
        {step.id === 'keys' && (
          <p className="tour-keys">
            {(['palette', 'shortcuts'] as const).map((command) => (
              <span key={command}>
                <KeyCaps keys={keysOf(command)} /> {t(`command.${command}`)}
              </span>
            ))}
          </p>
        )}
        <div className="door-buttons">
          <Button ref={next} onClick={() => void goToTourStep(place + 1)}>
            {t(isLast ? 'tour.done' : step.id === 'doors' ? 'tour.begin' : 'tour.next')}
          </Button>
          {place > 0 && (
            <Button variant="default" onClick={() => void goToTourStep(place - 1)}>
              {t('tour.back')}
            </Button>
          )}
          {!isLast && (
            <Button variant="subtle" className="tour-skip" onClick={endTour}>
              {t('tour.skip')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
