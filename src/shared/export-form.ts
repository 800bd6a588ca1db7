/** The forms in which a run is passed on. */
export const exportForms = ['html', 'json', 'csv', 'trace'] as const;
export type ExportForm = (typeof exportForms)[number];
/** Those that are one text; CSV is a folder of tables. */
export type TextForm = Exclude<ExportForm, 'csv'>;
