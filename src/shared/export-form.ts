/** The forms in which a run is passed on. */
export const exportForms = ['recording', 'html', 'json', 'csv', 'trace'] as const;
export type ExportForm = (typeof exportForms)[number];
/** The forms in which one picture of the window is saved. */
export const pictureForms = ['png', 'svg'] as const;
export type PictureForm = (typeof pictureForms)[number];
/** Those that are one text; CSV is a folder of tables, a recording is copied. */
export type TextForm = Exclude<ExportForm, 'csv' | 'recording'>;
