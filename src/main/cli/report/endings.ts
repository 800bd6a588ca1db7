/** What is written when a run has ended: one door, so that it can be loaded in one go. */
export { printReport } from './print-report';
export { summaryText } from './summary-text';
