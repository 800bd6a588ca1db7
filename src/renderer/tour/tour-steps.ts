/** The five steps of the tour, in order: where each is, and what it points at. */
export interface TourStep {
  /** A key below `tour.step.` of the texts. */
  readonly id: 'doors' | 'figures' | 'lanes' | 'why' | 'keys';
  readonly place: 'home' | 'run';
  /** Selects the part of the page that it speaks of. */
  readonly target: string;
}

export const tourSteps: readonly TourStep[] = [
  { id: 'doors', place: 'home', target: '.home-doors' },
  { id: 'figures', place: 'run', target: '.rv-figures' },
  { id: 'lanes', place: 'run', target: '.rv-lanes' },
  { id: 'why', place: 'run', target: '.rv-side' },
  { id: 'keys', place: 'run', target: '.header-search' },
];
