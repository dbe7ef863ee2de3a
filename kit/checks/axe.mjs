/**
 * axe in headless Chromium, at the width of a desk and of a phone; no request may leave, nothing may scroll sideways,
 * and the words must be there without scripts.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { paleWordsInDrawings } from '../lib/svg-contrast.mjs'
import { findTool, forEachAtOnce } from '../lib/run-tool.mjs'

const DESK = 1280
const WIDTHS = [DESK, 320]
const HEIGHT = 900
const TWO_MINUTES = 120_000
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/**
 * Where axe cannot tell the contrast, because the box of the field is drawn over the label's edge by the style sheet of
 * the NHS; the palette's own contrast is computed where the colours are defined.
 */
const CONTRAST_UNCLEAR = /^(label|.*(checkboxes|radios)__label)/
/** Debian's Chromium would otherwise look for its maker's hosts at every start. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const browserPath = () => process.env.CHROMIUM ?? findTool('chromium', 'chromium-browser', 'google-chrome')

export async function openBrowser() {
  const { chromium } = await import('playwright-core')
  // Chromium refuses its sandbox to root, as which containers run.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: browserPath(), args: [...QUIET, ...sandbox] })
}

/** @type {import('../lib/check.mjs').Check} */
export const axe = {
  id: 'axe',
  why: 'The page must work for people who see little, use a keyboard, or open it on a phone without a connection.',
  kinds: ['html'],
  missing() {
    const require = createRequire(import.meta.url)
    try {
      require.resolve('playwright-core')
      require.resolve('axe-core')
    } catch {
      return 'playwright-core and axe-core (npm install in kit/)'
    }
    return browserPath() ? null : 'Chromium'
  },
  async run(files) {
    const browser = await openBrowser()
    try {
      const withScripts = await browser.newContext()
      const without = await browser.newContext({ javaScriptEnabled: false, offline: true })
      // A machine that does other things besides is slow, not broken.
      for (const context of [withScripts, without]) context.setDefaultTimeout(TWO_MINUTES)
      const problems = await forEachAtOnce(files, ({ path }) => checkPage(withScripts, without, path))
      return problems.flat()
    } finally {
      await browser.close()
    }
  },
}

async function checkPage(withScripts, without, path) {
  const problems = []
  let width = DESK
  const add = (rule, message, where = `${width} px`) => void problems.push({ file: path, rule, message, where })
  const page = await withScripts.newPage()
  page.on('pageerror', (error) => add('script-error', error.message))
  page.on('console', (message) => message.type() === 'error' && add('script-error', message.text()))
  const address = pathToFileURL(path).href
  await page.route('**/*', (route) => {
    const asked = route.request().url()
    if (asked === address || asked.startsWith('data:')) return route.continue()
    add('network-request', `The page asks for ${asked.slice(0, 80)}`)
    return route.abort()
  })
  await page.setViewportSize({ width, height: HEIGHT })
  await page.goto(address)
  for (width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT })
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    if (wide > 0) add('scrolls-sideways', `The page is ${wide} px wider than the window`)
    for (const { id, help, target } of await askAxe(page)) add(id, help, `${width} px, ${target}`)
  }
  for (const { words: pale, ratio } of await page.evaluate(paleWordsInDrawings))
    add('color-contrast', `“${pale.slice(0, 40)}” has a contrast of ${ratio} to 1 in a drawing, expected 4.5`)
  await page.setViewportSize({ width: DESK, height: HEIGHT })
  const words = await page.evaluate(wordsBesideControls)
  await page.close()
  for (const line of await lostWithoutScripts(without, address, words))
    add('needs-scripts', `“${line.trim().slice(0, 60)}” is missing`, 'without scripts')
  return problems
}

/** Buttons and what to choose from only do something with scripts, and may appear with them. */
function wordsBesideControls() {
  for (const control of globalThis.document.querySelectorAll('header button, header form')) control.remove()
  return globalThis.document.body.innerText
}

async function askAxe(page) {
  // Not as a script element: a page's own security policy may forbid those.
  if (!(await page.evaluate('"axe" in globalThis')))
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations, incomplete } = await page.evaluate(
    (tags) => globalThis.axe.run(globalThis.document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] }),
    TAGS,
  )
  const unclear = incomplete
    .filter(({ id }) => id === 'color-contrast')
    .map((result) => ({
      ...result,
      id: 'contrast-unclear',
      nodes: result.nodes.filter(({ html, target }) => !isJudgedElsewhere(html, target)),
    }))
  return [...violations, ...unclear].flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => ({ id, help, target: target.join(' ') })),
  )
}

/** Words in drawings are looked at by {@link paleWordsInDrawings}. */
const isJudgedElsewhere = (html, target) =>
  /^<(label|text|tspan)\b/.test(html) || CONTRAST_UNCLEAR.test(target.at(-1) ?? '')

async function lostWithoutScripts(context, address, words) {
  const page = await context.newPage()
  await page.setViewportSize({ width: DESK, height: HEIGHT })
  await page.goto(address)
  const there = letters(await page.locator('body').innerText())
  await page.close()
  const lost = words.split('\n').filter((line) => !isButton(line) && !there.includes(letters(line)))
  return lost.slice(0, 3)
}

/** So may a word on what was saved, or on what is done. */
const isButton = (line) => line.trim().length <= 40

const letters = (text) => text.replace(/\s+/g, '')
