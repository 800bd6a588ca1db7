import type { ExportForm, PictureForm } from '../../shared/export-form';
import type { TableCells } from '../../shared/table-cells';
import type { RunId } from '../../shared/units';
import type { Tell, TellWritten } from './tellers';
import type { Stores } from './stores';

/** Passing a run on. */
export function createExportActions({ bridge }: Stores, tell: Tell, tellWritten: TellWritten) {
  return {
    /** One table as it stands; the person is asked where. */
    exportTable: async (name: string, rows: TableCells): Promise<void> => {
      const exported = await bridge.call.exportTable(name, rows);
      if (!exported.ok) tell('export', exported.fault);
      else if (exported.value !== undefined) tellWritten(exported.value);
    },

    /** One picture as it stands; the person is asked where. */
    exportPicture: async (name: string, form: PictureForm, bytes: Uint8Array): Promise<void> => {
      const exported = await bridge.call.exportPicture(name, form, bytes);
      if (!exported.ok) tell('export', exported.fault);
      else if (exported.value !== undefined) tellWritten(exported.value);
    },

    /** The person is asked where; cancelling is no failure and says nothing. */
    exportRun: async (runId: RunId, form: ExportForm): Promise<void> => {
      const exported = await bridge.call.exportRun(runId, form);
      if (!exported.ok) tell('export', exported.fault);
      else if (exported.value !== undefined) tellWritten(exported.value);
    },
  };
}
