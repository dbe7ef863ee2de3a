/** A word of a command line, in quotation marks where it needs them. */
export const quotedWord = (word: string): string => (/^[\w./\\:@%+,=-]+$/.test(word) ? word : `"${word}"`)
