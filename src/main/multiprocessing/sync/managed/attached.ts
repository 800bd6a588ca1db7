/** Marks what a constructor is given by another process, where a program gives it values of its own. */
export class Attached<Reference> {
  readonly reference: Reference;

  constructor(reference: Reference) {
    this.reference = reference;
  }
}
