/**
 * The rules of `practice-packs verify`, over every document.
 *
 * @module
 */
import { existsSync } from 'node:fs'

const BUILT = new URL('../../dist/inspect/inspect-files.js', import.meta.url)

/** @type {import('../lib/check.mjs').Check} */
export const rulesInNode = {
  id: 'rules-in-node',
  why: 'Tags, reading order, fields, sizes, margins and drawings that no validator of the standards looks at.',
  kinds: ['pdf', 'docx', 'xlsx', 'html'],
  missing: () => (existsSync(BUILT) ? null : 'the built program (npm run build)'),
  async run(files) {
    const { inspectFiles } = await import(BUILT.href)
    const { problems } = await inspectFiles(files.map((file) => file.path))
    return problems
  },
}
