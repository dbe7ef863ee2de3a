// One checklist as tagged PDF, Word and HTML, beside the same words by plain programs on the same libraries and by a warm
// headless Chromium that prints our HTML. All in one process, in turn.
import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { callInTurn, root, round, table } from './measure.mjs'
import { plainDocx } from './plain-docx.mjs'
import { plainPdf } from './plain-pdf.mjs'

export const title = 'Documents'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

async function checklist() {
  const { understand, planPractice } = await import(join(root, 'dist/pipeline.js'))
  const { composeDocuments } = await import(join(root, 'dist/compose/compose-documents.js'))
  const understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  const plan = planPractice(understood, understood.practices[0], '2026-11-21')
  const choice = {
    documents: ['checklist'],
    formats: ['pdf', 'docx', 'html'],
    largePrint: false,
    allowSuperseded: false,
  }
  const { documents } = composeDocuments(plan, understood, choice)
  return documents.find(({ id }) => id === 'checklist')
}

/** A browser that stays open and prints a page each time; null where there is none. */
async function openChromium(html) {
  const require = createRequire(join(root, 'kit/package.json'))
  if (!CHROMIUM || !existsSync(join(root, 'kit/node_modules/playwright-core'))) return null
  const { chromium } = require('playwright-core')
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
  const browser = await chromium.launch({ executablePath: CHROMIUM, args })
  const page = await browser.newPage()
  return {
    async print() {
      await page.setContent(html)
      return await page.pdf({ format: 'A4', tagged: true })
    },
    close: () => browser.close(),
  }
}

export async function run() {
  const document = await checklist()
  const { themeFor } = await import(join(root, 'dist/document/theme.js'))
  const theme = themeFor(12)
  const renderer = async (format, name) => (await import(join(root, `dist/render/${format}/render-${format}.js`)))[name]
  const pdf = await renderer('pdf', 'renderPdf')
  const docx = await renderer('docx', 'renderDocx')
  const html = await renderer('html', 'renderHtml')
  const page = new TextDecoder().decode((await html(document, { copy: 'fill-in', theme })).bytes)
  const chromium = await openChromium(page)
  const programs = [
    ['tagged PDF, ours', async () => (await pdf(document, { copy: 'print', theme })).bytes],
    ['tagged PDF, plain pdfkit program', () => plainPdf(document)],
    ...(chromium ? [['tagged PDF, warm Chromium printing our HTML', () => chromium.print()]] : []),
    ['Word, ours', async () => (await docx(document, { copy: 'fill-in', theme })).bytes],
    ['Word, plain docx program', () => plainDocx(document)],
    ['HTML, ours', async () => (await html(document, { copy: 'fill-in', theme })).bytes],
  ]
  const sizes = []
  for (const [, make] of programs) sizes.push((await make()).byteLength)
  const times = await callInTurn(programs.map(([, make]) => make))
  await chromium?.close()
  const rows = programs.map(([name], i) => [name, round(1000 / times[i]), round(times[i]), Math.round(sizes[i] / 1024)])
  const ms = Object.fromEntries(programs.map(([name], i) => [name, times[i]]))
  const tasks = document.blocks
    .filter(({ type, id }) => type === 'table' && id.startsWith('tasks-'))
    .reduce((sum, { rows }) => sum + rows.length, 0)
  const against = (name) => round(ms[name] / ms['tagged PDF, ours'], 2)
  return [
    `A checklist with ${tasks} tasks; one core. Peak memory of this process, with all programs in it: ${round(process.resourceUsage().maxRSS / 1024)} MiB.`,
    table(['program', 'documents a second', 'ms', 'KiB'], rows),
    `Our PDF is ${against('tagged PDF, plain pdfkit program')} times as fast as the plain pdfkit program${chromium ? ` and ${against('tagged PDF, warm Chromium printing our HTML')} times as fast as warm Chromium` : '; Chromium was left out: install the kit (npm run check:documents) and Chromium'}. Our Word file is ${round(ms['Word, plain docx program'] / ms['Word, ours'], 2)} times as fast as the plain docx program.`,
  ].join('\n\n')
}
