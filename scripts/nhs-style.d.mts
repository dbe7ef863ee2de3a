/** Classes of nhsuk-frontend that pages use. */
export const CLASSES: readonly string[]
/** The rules of minified CSS for elements and for the named classes, in their order, each whole. */
export function neededRules(css: string, classes: ReadonlySet<string>): string[]
