/**
 * qpdf reads each file from end to end.
 *
 * @module
 */
import { findTool, forEachAtOnce, runTool } from '../lib/run-tool.mjs'

/** @type {import('../lib/check.mjs').Check} */
export const qpdf = {
  id: 'qpdf',
  why: 'A damaged or cut file opens in one program and not in the next.',
  kinds: ['pdf'],
  missing: () => (findTool('qpdf') ? null : 'qpdf'),
  async run(files) {
    const problems = await forEachAtOnce(files, async ({ path }) => {
      const { code, stdout, stderr } = await runTool('qpdf', ['--check', path])
      if (code === 0) return []
      const said = `${stderr}\n${stdout}`.split('\n').find((line) => /error|warning/i.test(line)) ?? `exit code ${code}`
      // 3: warnings only. A file we wrote ourselves has no excuse for them.
      return [
        {
          file: path,
          rule: code === 3 ? 'warning' : 'error',
          where: '',
          message: said.replace(`${path}: `, '').trim(),
        },
      ]
    })
    return problems.flat()
  },
}
