/**
 * Ids of headings, as the sites that publish the guide make them.
 *
 * @module
 */

/** `## Title {#id}`: the id may have text before and after it. */
const EXPLICIT = /\s*\{:?\s*#([^\s{}]+)[^{}]*\}\s*/

/** The id that the author fixed, or null. */
export function explicitId(text: string): string | null {
  return EXPLICIT.exec(text)?.[1] ?? null
}

export function withoutExplicitId(text: string): string {
  return text.replace(EXPLICIT, ' ')
}

/** As kramdown does for GitHub's dialect: small letters, no punctuation, hyphens for spaces. */
export function generatedId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replace(/ /g, '-')
}
