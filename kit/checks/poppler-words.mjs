/**
 * Everything that is seen is heard: the words that poppler (the library behind Evince and Okular) finds on the pages,
 * less what is marked as decoration, are the words of the tags.
 *
 * Poppler can also list the tags (`pdfinfo -struct-text`), but takes 20 seconds for a checklist of 200 tasks.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { findTool, forEachAtOnce, runTool } from '../lib/run-tool.mjs'

const SUBJECT = new URL('../../dist/inspect/pdf/pdf-subject.js', import.meta.url)

/** @type {import('../lib/check.mjs').Check} */
export const popplerWords = {
  id: 'poppler-words',
  why: 'Words that are on the page but not in the tags are never read out.',
  kinds: ['pdf'],
  missing() {
    if (!existsSync(SUBJECT)) return 'the built program (npm run build)'
    return findTool('pdftotext') ? null : 'poppler-utils'
  },
  async run(files) {
    const { readPdfSubject, wordsIn } = await import(SUBJECT.href)
    const problems = await forEachAtOnce(files, async ({ path }) => {
      const fault = (rule, where, message) => [{ file: path, rule, where, message }]
      const { code, stdout, stderr } = await runTool('pdftotext', ['-q', '-raw', path, '-'])
      if (code !== 0) return fault('unreadable', '', stderr.trim().split('\n')[0] ?? '')
      const subject = await readPdfSubject(path, readFileSync(path), 'print').catch((error) => error)
      if (subject instanceof Error) return fault('unreadable', '', subject.message)
      const heard = letters(wordsIn(subject, subject.tree))
      const pages = stdout.split('\f')
      const isDecoration = markedAsDecoration(subject)
      return pages.flatMap((text, index) =>
        text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => !isDecoration(line, index + 1) && !isHeard(line, heard))
          .flatMap((line) => fault('not-heard', `page ${index + 1}`, `“${line.slice(0, 60)}” is not in the tags`)),
      )
    })
    return problems.flat()
  },
}

/** Compared without spaces: where a line breaks, or a cell ends, two readers have two opinions. */
const letters = (text) => text.normalize('NFC').replace(/[\s\u00ad]+/g, '')

/** Poppler joins text that is side by side in narrow columns; each piece of such a line must be read out. */
function isHeard(line, heard, pieces = 3) {
  if (heard.includes(letters(line))) return true
  if (pieces === 1) return false
  const words = line.split(/\s+/)
  return words.some(
    (_, at) =>
      at > 0 &&
      heard.includes(letters(words.slice(0, at).join(' '))) &&
      isHeard(words.slice(at).join(' '), heard, pieces - 1),
  )
}

/** Whether decoration may hold words there is asked by the rule `words-as-decoration`. */
function markedAsDecoration({ items, pages }) {
  const words = pages.map(({ number }) =>
    letters(items.map((item) => (item.artifact && item.page === number ? item.text : '')).join('')),
  )
  return (line, page) => words[page - 1]?.includes(letters(line)) ?? false
}
