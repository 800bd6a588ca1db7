import { RecordingLibrary } from '../record/recording-library';
import { RecordingShelf } from '../record/recording-shelf';

/** The recordings of a folder as a person keeps them. */
export function openShelf(folder: string): RecordingShelf {
  return new RecordingShelf(new RecordingLibrary(folder));
}
