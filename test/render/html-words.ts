/**
 * The words of a page's main part: its text without tags.
 *
 * @module
 */
export function wordsOfHtml(bytes: Uint8Array): string {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(new TextDecoder().decode(bytes))?.[1]
  if (main === undefined) throw new Error('The page has no main part')
  return (
    main
      // A picture is heard by its alternative; what it shows stands in a table nearby.
      .replace(/<svg .*?<\/svg>/gs, '')
      .replace(/<[^>]*>/g, '\n')
      .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
  )
}
