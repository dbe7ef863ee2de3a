/**
 * LibreOffice opens each DOCX and prints it to a tagged PDF: does it open, with how many pages, and are its headings,
 * table headers and pictures still there?
 *
 * @module
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { comparePages } from '../lib/expected-pages.mjs'
import { findTool, runTool } from '../lib/run-tool.mjs'

const TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
const BATCH = 50
const subjectModule = new URL('../../dist/inspect/pdf/pdf-subject.js', import.meta.url)
const treeModule = new URL('../../dist/inspect/pdf/read-structure.js', import.meta.url)
const docxModule = new URL('../../dist/inspect/docx/docx-subject.js', import.meta.url)
const wordModule = new URL('../../dist/inspect/docx/docx-subject.js', import.meta.url)
const xmlModule = new URL('../../dist/base/xml.js', import.meta.url)

/** @type {import('../lib/check.mjs').Check} */
export const libreOffice = {
  id: 'libre-office',
  why: 'Many practices open Word files in something else than Word; it must open there, whole.',
  kinds: ['docx'],
  missing() {
    if (!existsSync(subjectModule)) return 'the built program (npm run build)'
    return findTool('soffice', 'libreoffice') ? null : 'LibreOffice (libreoffice-writer-nogui)'
  },
  async run(files, context) {
    const office = findTool('soffice', 'libreoffice')
    // A profile of its own: an open LibreOffice would otherwise answer, or lock us out.
    const profile = `-env:UserInstallation=file://${join(context.folder, 'profile')}`
    const version = (await runTool(office, [profile, '--version'])).stdout.match(/\d+\.\d+/)?.[0] ?? 'unknown'
    const copies = files.map(({ path }, index) => {
      // Packs hold files of the same name; one run writes all results into one folder.
      const copy = join(context.folder, `${index}.docx`)
      copyFileSync(path, copy)
      return copy
    })
    let stderr = ''
    // LibreOffice stops, without a word, somewhere after two hundred files.
    for (let start = 0; start < copies.length; start += BATCH) {
      const batch = copies.slice(start, start + BATCH)
      const words = [profile, '--headless', '--convert-to', TAGGED, '--outdir', context.folder, ...batch]
      stderr += (await runTool(office, words, { timeoutMs: 60_000 + 20_000 * batch.length })).stderr
    }
    const problems = []
    const pages = {}
    for (const [index, file] of files.entries()) {
      const printed = join(context.folder, `${index}.pdf`)
      if (!existsSync(printed)) {
        problems.push({
          file: file.path,
          rule: 'does-not-open',
          where: '',
          message: `LibreOffice ${version} could not print it. ${stderr.trim().slice(0, 200)}`,
        })
        continue
      }
      const seen = await whatIsThere(printed, file.path)
      pages[file.name] = seen.pages
      for (const [what, { expected, found }] of Object.entries(seen.counts))
        if (found < expected)
          problems.push({
            file: file.path,
            rule: 'tags-lost',
            where: '',
            message: `${found} of ${expected} ${what} arrive in the tags`,
          })
    }
    return [...problems, ...comparePages(files, pages, version, context)]
  },
}

async function whatIsThere(printed, docx) {
  const [{ readPdfSubject }, { elementsOf }, { readDocxSubject }, { headingLevel, wordsOf }, { elementsIn }] =
    await Promise.all(
      [subjectModule, treeModule, docxModule, wordModule, xmlModule].map((module) => import(module.href)),
    )
  const pdf = await readPdfSubject(printed, readFileSync(printed), 'print')
  const word = readDocxSubject(docx, readFileSync(docx))
  const headings = [...elementsIn(word.body, 'w:p')].filter(
    (paragraph) => headingLevel(word, paragraph) !== null && wordsOf(paragraph) !== '',
  )
  const count = (...types) => [...elementsOf(pdf.tree, ...types)].length
  return {
    pages: pdf.pages.length,
    counts: {
      headings: { expected: headings.length, found: count('H1', 'H2', 'H3', 'H4', 'H5', 'H6') },
      tables: { expected: [...elementsIn(word.body, 'w:tbl')].length, found: count('Table') },
      pictures: { expected: [...elementsIn(word.body, 'pic:pic')].length, found: count('Figure') },
    },
  }
}
