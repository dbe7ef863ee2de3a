#!/usr/bin/env node
/**
 * Do the checks work? Small documents with one fault each, which its rule must catch, and valid ones that
 * must pass every check. `node kit/faults.mjs` prints `N of N faults caught`; exit code 1 otherwise.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { docxFaults } from './faults/docx-faults.mjs'
import { htmlFaults } from './faults/html-faults.mjs'
import { pdfFaults } from './faults/pdf-faults.mjs'
import { soundDocx, soundFillIn, soundFillInHtml, soundHtml, soundPdf } from './faults/small-document.mjs'
import { allChecks } from './lib/all-checks.mjs'
import { findDocuments } from './lib/find-documents.mjs'
import { runChecks } from './lib/run-checks.mjs'

const faults = [...pdfFaults, ...docxFaults, ...htmlFaults]
const strict = process.env.CI === 'true' || process.argv.includes('--strict')
const missing = allChecks.filter((check) => check.missing() !== null)
for (const check of missing)
  console.error(`NOT CHECKED: the faults for ${check.id}, because ${check.missing()} is missing`)

const folder = mkdtempSync(join(tmpdir(), 'faults-'))
try {
  const ran = allChecks.filter((check) => !missing.includes(check))
  const wrong = [...(await complaintsAboutSound(ran)), ...(await uncaught(ran))]
  for (const line of wrong) console.log(line)
  const tried = faults.filter(({ check }) => ran.some(({ id }) => id === check))
  const escaped = wrong.filter((line) => line.startsWith('not caught')).length
  console.log(`${tried.length - escaped} of ${faults.length} faults caught`)
  process.exitCode = wrong.length > 0 || (strict && missing.length > 0) ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function complaintsAboutSound(checks) {
  const sound = join(folder, 'sound')
  mkdirSync(sound)
  const documents = {
    'a.pdf': soundPdf,
    'a-fill-in.pdf': soundFillIn,
    'a.docx': soundDocx,
    'a.html': soundHtml,
    'b.html': soundFillInHtml,
  }
  for (const [name, make] of Object.entries(documents)) writeFileSync(join(sound, name), await make())
  const results = await runChecks(checks, findDocuments([sound]))
  return results.flatMap(({ check, problems }) =>
    problems.map(
      ({ file, rule, message }) => `complains of a sound document: ${check.id} ${rule}, ${file}: ${message}`,
    ),
  )
}

/** Each check sees only its own faults; what it finds in the others does not matter. */
async function uncaught(checks) {
  const expectedPages = join(folder, 'pages.json')
  const lines = []
  for (const check of checks) {
    const own = faults.filter((fault) => fault.check === check.id)
    const place = join(folder, check.id)
    mkdirSync(place)
    for (const [index, { ending, make }] of own.entries()) writeFileSync(join(place, `${index}${ending}`), await make())
    if (check.id === 'libre-office') await recordPagesOfSound(check, expectedPages, own.length)
    const [result] = await runChecks([check], findDocuments([place]), { expectedPages })
    for (const [index, { rule, fault, ending }] of own.entries()) {
      const file = join(place, `${index}${ending}`)
      const found = (result?.problems ?? []).filter((problem) => problem.file === file).map((problem) => problem.rule)
      if (!found.includes(rule))
        lines.push(`not caught by ${check.id} ${rule}: ${fault} (found: ${found.join(', ') || 'nothing'})`)
    }
  }
  return lines
}

/** The sound document's page count under each name that a faulty one will have. */
async function recordPagesOfSound(check, expectedPages, count) {
  const place = join(folder, 'recorded')
  mkdirSync(place)
  for (let index = 0; index < count; index += 1) writeFileSync(join(place, `${index}.docx`), await soundDocx())
  await runChecks([check], findDocuments([place]), { expectedPages, recordPages: true })
}
