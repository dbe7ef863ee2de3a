/** The part of linebreak (Unicode line breaking, UAX #14) that we use; the package ships no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}
