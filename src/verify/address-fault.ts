/**
 * What is wrong with the address of a link that leaves the document, if anything. Nothing is fetched.
 *
 * @module
 */

const SAFE = ['https:', 'mailto:', 'tel:']

export function addressFault(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return `Unexpected link to \`${address}\`, expected a whole address such as \`https://…\``
  }
  if (url.protocol === 'http:') return `A link goes to \`${address}\` without encryption, expected \`https:\``
  if (!SAFE.includes(url.protocol)) return `Unexpected link to \`${address}\`, expected ${SAFE.join(', ')}`
  // `new URL` accepts spaces and encodes them; a mail program given the raw text does not.
  return /\s/.test(address) ? `A link's address holds a space: \`${address}\`` : null
}
