/**
 * What is wrong with a document's language, if anything.
 *
 * @module
 */

/** @param language a tag such as `en-GB` (BCP 47), as the file says it */
export function languageFault(language: string | undefined): string | null {
  if (language === undefined || language.trim() === '') return 'The document does not say its language'
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
    return `Unexpected language \`${language}\`, expected \`en-GB\``
  if (/^en\b/.test(language) && language !== 'en-GB')
    return `Unexpected language \`${language}\`, expected \`en-GB\`: dates and spelling follow it`
  return null
}
