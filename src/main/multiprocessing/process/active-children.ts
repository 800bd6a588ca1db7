import { Process } from '../process';
import { livingChildren } from './children';

/**
 * The processes that this one started by {@link Process} and that live, in the order of their
 * starts. Workers belong to their pool and are not among them, other than in CPython.
 */
export function activeChildren(): readonly Process[] {
  return livingChildren().filter((owner): owner is Process => owner instanceof Process);
}
