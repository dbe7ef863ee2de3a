/**
 * The fonts of each PDF, as poppler lists them.
 *
 * @module
 */
import { findTool, forEachAtOnce, runTool } from '../lib/run-tool.mjs'

/** @type {import('../lib/check.mjs').Check} */
export const popplerFonts = {
  id: 'poppler-fonts',
  why: 'A font that is not in the file is replaced on the next computer, and lines and letters change.',
  kinds: ['pdf'],
  missing: () => (findTool('pdffonts') ? null : 'poppler-utils'),
  async run(files) {
    const problems = await forEachAtOnce(files, async ({ path }) => {
      const { code, stdout, stderr } = await runTool('pdffonts', [path])
      if (code !== 0)
        return [{ file: path, rule: 'unreadable', where: '', message: stderr.trim().split('\n')[0] ?? '' }]
      return stdout
        .split('\n')
        .slice(2)
        .filter(Boolean)
        .flatMap((line) => {
          // Name and type may hold spaces; the columns at the end never do: emb sub uni object ID.
          const columns = /^(\S+).*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line)
          const [, name = line, embedded, , unicode] = columns ?? []
          const faults = []
          if (embedded !== 'yes')
            faults.push({ file: path, rule: 'not-embedded', where: '', message: `Font ${name} is not in the file` })
          if (unicode !== 'yes')
            faults.push({
              file: path,
              rule: 'no-unicode',
              where: '',
              message: `Font ${name} does not say which letters its shapes are`,
            })
          return faults
        })
    })
    return problems.flat()
  },
}
