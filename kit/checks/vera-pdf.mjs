/**
 * The veraPDF engine: PDF/UA-1 for every copy, PDF/A-2a for copies to print and to archive.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findTool, runTool } from '../lib/run-tool.mjs'

const DRIVER = fileURLToPath(new URL('../vera/VeraDriver.java', import.meta.url))
const BUILD = fileURLToPath(new URL('../.build', import.meta.url))
const TEN_MINUTES = 600_000

/** @type {import('../lib/check.mjs').Check} */
export const veraPdf = {
  id: 'vera-pdf',
  why: 'PDF/UA-1 is what public bodies must meet, PDF/A-2a what archives take; veraPDF is the judge both name.',
  kinds: ['pdf'],
  missing() {
    if (engine() === null) return '@opendataloader/pdf (npm install in kit/)'
    return findTool('java') && findTool('javac') ? null : 'a Java development kit (java and javac)'
  },
  async run(files) {
    const classes = await compiled()
    const input = files.map(({ path, fillIn }) => `${fillIn ? 'PDFUA-1' : 'PDFUA-1,PDFA-2A'}\t${path}\n`).join('')
    const path = [engine(), classes].join(delimiter)
    const { code, stdout, stderr } = await runTool('java', ['-Xmx2g', '-cp', path, 'VeraDriver'], {
      input,
      timeoutMs: TEN_MINUTES,
    })
    const answers = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    const asked = files.reduce((sum, { fillIn }) => sum + (fillIn ? 1 : 2), 0)
    // An engine that stops halfway must not look like a pass.
    if (code !== 0 || answers.length !== asked)
      throw new Error(`veraPDF gave ${answers.length} of ${asked} answers: ${stderr.slice(0, 2000)}`)
    return answers.flatMap(toProblems)
  },
}

function toProblems({ file, profile, error, failed }) {
  if (error !== undefined) return [{ file, rule: `${profile} unreadable`, where: '', message: error }]
  return failed.map(({ rule, count, message, where }) => ({
    file,
    rule: `${profile} ${rule}`,
    where: where ?? '',
    message: count > 1 ? `${message} (${count} times)` : message,
  }))
}

/** The package exports no path to its jar; it is found by its place. */
function engine() {
  const jar = fileURLToPath(
    new URL('../node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar', import.meta.url),
  )
  return existsSync(jar) ? jar : null
}

/** Compiles the driver once per version of its source: starting from source costs two seconds each time. */
async function compiled() {
  const version = createHash('sha256').update(readFileSync(DRIVER)).digest('hex').slice(0, 12)
  const folder = join(BUILD, version)
  if (existsSync(join(folder, 'VeraDriver.class'))) return folder
  mkdirSync(folder, { recursive: true })
  const { code, stderr } = await runTool('javac', ['-nowarn', '-d', folder, '-cp', engine() ?? '', DRIVER])
  if (code !== 0) throw new Error(`The veraPDF driver does not compile: ${stderr}`)
  return folder
}
