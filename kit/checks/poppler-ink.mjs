/**
 * Ink near the edge of the paper, on the page as poppler draws it.
 *
 * @module
 */
import { findTool, forEachAtOnce, runTool } from '../lib/run-tool.mjs'
import { readPages } from '../lib/read-pgm.mjs'

const DPI = 50
/** Office printers leave 4.2 mm white (a common maximum); what is drawn there is cut off. */
const WHITE_MM = 4.2
/** 255 is white; pale grey from smoothing is no ink. */
const INK_BELOW = 230

/** @type {import('../lib/check.mjs').Check} */
export const popplerInk = {
  id: 'poppler-ink',
  why: 'Printers do not reach the edge of the paper: what is drawn there is cut off.',
  kinds: ['pdf'],
  missing: () => (findTool('pdftoppm') ? null : 'poppler-utils'),
  async run(files, { folder }) {
    const problems = await forEachAtOnce(files, async ({ path }, index) => {
      const prefix = `${folder}/${index}`
      const { code, stderr } = await runTool('pdftoppm', ['-gray', '-r', String(DPI), path, prefix])
      if (code !== 0)
        return [{ file: path, rule: 'unreadable', where: '', message: stderr.trim().split('\n')[0] ?? '' }]
      return readPages(prefix).flatMap((image, page) => {
        const sides = inkedSides(image)
        const where = `page ${page + 1}`
        if (isBlank(image)) return [{ file: path, rule: 'blank', where, message: 'The page is empty' }]
        return sides.map((side) => ({
          file: path,
          rule: 'near-edge',
          where,
          message: `Ink within ${WHITE_MM} mm of the ${side} edge`,
        }))
      })
    })
    return problems.flat()
  },
}

function inkedSides({ width, height, pixels }) {
  const border = Math.floor((WHITE_MM / 25.4) * DPI)
  const sides = new Set()
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (pixels[y * width + x] >= INK_BELOW) continue
      if (x < border) sides.add('left')
      if (x >= width - border) sides.add('right')
      if (y < border) sides.add('top')
      if (y >= height - border) sides.add('bottom')
    }
  return [...sides]
}

const isBlank = ({ pixels }) => pixels.every((pixel) => pixel >= INK_BELOW)
