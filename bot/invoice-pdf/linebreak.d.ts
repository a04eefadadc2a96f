/** The part of the package that is used; it brings no types of its own. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** Where a line may (or, `required`, must) end next: after this many UTF-16 units. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
