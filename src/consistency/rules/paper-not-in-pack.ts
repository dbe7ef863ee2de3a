import { isToPatients, type Document } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { allBlocks, headingIds } from '../../document/walk.ts'
import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { spansOf, statementsOf } from '../printed.ts'

/** “the roll-call sheet”, “the hazard log”: a paper with a name of its own. */
const PAPER = /\b([a-z]+(?:-[a-z]+)?) (sheets?|log|plan|cards?|form)\b/g

/** “see “What stops””, “under “To find out””: a page by its heading. */
const PAGE = /\b(?:see|under|page|section|of) “([^”]+)”/gi

/** Titles, headings, captions and covers: what somebody who looks for a paper finds. */
function titlesIn(documents: readonly Document[]): string {
  const titles: string[] = []
  for (const { title, blocks } of documents) {
    titles.push(title)
    for (const block of allBlocks(blocks))
      if (block.type === 'heading') titles.push(spansText(block.spans))
      else if (block.type === 'table') titles.push(spansText(block.caption))
  }
  return titles.join('\n').toLowerCase()
}

/** `decisions` and `decision`, `logs` and `log`. */
const stem = (word: string): string => word.replace(/(?:ions?|s)$/, '')

/** Every paper that a page names is in the pack, and every link inside a document leads somewhere. */
export const paperNotInPack: ConsistencyRule = {
  id: 'paper-not-in-pack',
  severity: 'warning',
  title: 'A page that names a paper which is not in the pack',
  why: 'Somebody looks for it on the evening on which it is needed.',
  fix: 'Name the paper as its heading does, or add it to the pack.',
  *find({ documents, words }) {
    const papers = documents.filter((document) => !isToPatients(document))
    // A run for one kind of document makes no others.
    if (!papers.some(({ kind }) => kind === 'checklist') || !papers.some(({ kind }) => kind === 'cutover-plan')) return
    const titles = titlesIn(papers)
    const ordinary = new Set(phrasesOf(words)('ordinary-papers'))
    const seen = new Set<string>()
    for (const document of papers) {
      for (const text of statementsOf(document))
        for (const [paper, name = '', kind = ''] of text.toLowerCase().matchAll(PAPER)) {
          if (seen.has(paper) || ordinary.has(name) || ordinary.has(paper)) continue
          seen.add(paper)
          if (titles.includes(stem(name)) && titles.includes(stem(kind))) continue
          yield { values: { document: document.title, paper } }
        }
      for (const text of statementsOf(document))
        for (const [, page = ''] of text.matchAll(PAGE)) {
          if (seen.has(page) || titles.includes(page.toLowerCase())) continue
          seen.add(page)
          yield { values: { document: document.title, paper: page } }
        }
      const ids = new Set(headingIds(document.blocks))
      for (const { href, text } of spansOf(document))
        if (href?.startsWith('#') && !ids.has(href.slice(1)))
          yield { values: { document: document.title, paper: text } }
    }
  },
}
