/**
 * Sizes that print must have, and which files are large print.
 *
 * @module
 */

/** UKAAF G003: clear print is 12 pt or more, large print 16 pt or more. */
export const BODY_PT = { standard: 12, largePrint: 16 } as const

/** Large print says so in its name or in the name of its folder: `checklist-large-print.pdf`, `large-print-18/`. */
export const isLargePrint = (path: string): boolean => /large[-_ ]?print/i.test(path)
