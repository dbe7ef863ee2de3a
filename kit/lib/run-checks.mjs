/**
 * Runs checks over documents.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @typedef {object} CheckResult
 * @property {import('./check.mjs').Check} check
 * @property {number} files how many it checked
 * @property {string | null} missing what was not installed, so that it did not run
 * @property {readonly import('./check.mjs').Problem[]} problems
 * @property {readonly string[]} notes
 * @property {number} seconds
 *
 * @param {readonly import('./check.mjs').Check[]} checks
 * @param {readonly import('./check.mjs').DocumentFile[]} documents
 * @param {{ expectedPages?: string | null, recordPages?: boolean, onCheck?: (id: string) => void }} [options]
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks(checks, documents, { expectedPages = null, recordPages = false, onCheck } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'document-checks-'))
  try {
    const results = []
    for (const check of checks) {
      const files = documents.filter((file) => check.kinds.includes(file.kind))
      const missing = check.missing()
      const notes = []
      const started = performance.now()
      let problems = []
      if (missing === null && files.length > 0) {
        onCheck?.(check.id)
        const own = join(folder, check.id)
        mkdirSync(own)
        const note = (sentence) => void notes.push(sentence)
        try {
          problems = await check.run(files, { folder: own, note, expectedPages, recordPages })
        } catch (error) {
          // One tool that breaks down must neither hide what the others found nor look like a pass.
          problems = [{ file: check.id, rule: 'broke-down', where: '', message: String(error?.message ?? error) }]
        }
      }
      results.push({
        check,
        files: files.length,
        missing,
        problems,
        notes,
        seconds: (performance.now() - started) / 1000,
      })
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
