#!/usr/bin/env node
/**
 * Checks finished documents with outside tools: `node kit/check-documents.mjs DIR… [--strict] [--pages FILE] [--record-pages]`.
 *
 * Exit code 0: no problem. 1: problems, or a tool that is missing where none may be (`--strict`, or CI=true).
 * 2: wrong usage.
 *
 * @module
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { allChecks } from './lib/all-checks.mjs'
import { findDocuments } from './lib/find-documents.mjs'
import { printResults } from './lib/print-results.mjs'
import { runChecks } from './lib/run-checks.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    strict: { type: 'boolean', default: process.env.CI === 'true' },
    only: { type: 'string', default: '' },
    pages: { type: 'string' },
    'record-pages': { type: 'boolean', default: false },
  },
})

const absent = positionals.find((path) => !existsSync(path))
const documents = absent === undefined ? findDocuments(positionals) : []
if (documents.length === 0) {
  console.error(
    absent === undefined
      ? 'No PDF, DOCX or HTML to check. Name a directory that holds some.'
      : `${absent} is not there.`,
  )
  process.exit(2)
}

const wanted = values.only.split(',').filter(Boolean)
const unknown = wanted.filter((id) => !allChecks.some((check) => check.id === id))
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}. There are: ${allChecks.map((check) => check.id).join(', ')}.`,
  )
  process.exit(2)
}

const results = await runChecks(
  allChecks.filter((check) => wanted.length === 0 || wanted.includes(check.id)),
  documents,
  {
    expectedPages: values.pages ?? null,
    recordPages: values['record-pages'],
    onCheck: (id) => console.error(`${id} …`),
  },
)
process.stdout.write(printResults(results))

const problems = results.reduce((sum, result) => sum + result.problems.length, 0)
const missing = results.filter((result) => result.missing !== null && result.files > 0)
const count = (kind) => documents.filter((file) => file.kind === kind).length
console.log(
  `\n${documents.length} documents (${count('pdf')} PDF, ${count('docx')} DOCX, ${count('xlsx')} XLSX, ${count('html')} HTML): ${problems} problems`,
)
if (missing.length > 0) {
  const names = missing.map((result) => result.check.id).join(', ')
  console.log(
    `${values.strict ? 'FAILED' : 'WARNING'}: ${names} did not run, because tools are missing (kit/install-tools.sh)`,
  )
}
process.exit(problems > 0 || (values.strict && missing.length > 0) ? 1 : 0)
