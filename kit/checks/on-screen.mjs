/**
 * A page that people fill in, used in headless Chromium as they use it: words tick, what is filled in is kept and downloaded, tasks
 * keep their ticks in every order, and where storage is blocked the page says so.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { forEachAtOnce } from '../lib/run-tool.mjs'
import { axe, openBrowser } from './axe.mjs'

/** @type {import('../lib/check.mjs').Check} */
export const onScreen = {
  id: 'on-screen',
  why: 'Whoever ticks a task on a screen must find it ticked tomorrow, in whichever order the tasks are shown.',
  kinds: ['html'],
  missing: () => axe.missing(),
  async run(files) {
    const filledIn = files.filter(({ path }) =>
      readFileSync(path, 'utf8').includes('type="checkbox" class="tick" id="field:'),
    )
    if (filledIn.length === 0) return []
    const browser = await openBrowser()
    try {
      const problems = await forEachAtOnce(filledIn, ({ path }) => usePage(browser, path))
      return problems.flat()
    } finally {
      await browser.close()
    }
  },
}

const BOX = 'main [type=checkbox][data-field]'

async function usePage(browser, path) {
  const problems = []
  const add = (rule, message) => void problems.push({ file: path, rule, message, where: '' })
  const context = await browser.newContext({ acceptDownloads: true })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const address = pathToFileURL(path).href
  await page.goto(address)
  const id = await page.locator(BOX).first().getAttribute('data-field')
  const isTicked = () => page.locator(`[data-field="${id}"]`).isChecked()
  const label = page.locator(`label[for="field:${id}"]`)
  if ((await label.count()) > 0) await label.click({ position: { x: 4, y: 4 } })
  if (!(await isTicked())) {
    add('words-tick-nothing', `The words beside ${id} do not tick it`)
    await page.locator(`[data-field="${id}"]`).check()
  }
  await page.reload()
  if (!(await isTicked())) add('not-kept', `${id} is no longer ticked after the page was opened again`)
  const rows = await page.locator('main tr[data-week]').count()
  for (const order of await page.locator('[name=arrange] option').evaluateAll((all) => all.map(({ value }) => value))) {
    await page.selectOption('[name=arrange]', order)
    const shown = await page.locator('main tr[data-week]:visible').count()
    if (shown !== rows) add('rows-lost', `Arranged by ${order}, ${shown} of ${rows} tasks are shown`)
  }
  const button = page.locator('[data-action=download]')
  if (rows > 0 && (await page.locator('main tr[data-week]').count()) < rows) {
    await context.close()
    return problems
  }
  if (!(await isTicked())) await page.locator(`[data-field="${id}"]`).check()
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const text = readFileSync(await download.path(), 'utf8')
  if (!new RegExp(`,${id},\\d{4}-\\d\\d-\\d\\d,`).test(text))
    add('not-downloaded', `The download does not say that ${id} is ticked`)
  await context.close()
  if (!(await saysThatStorageIsBlocked(browser, address))) add('blocked-unsaid', 'Nothing says that storage is blocked')
  return problems
}

async function saysThatStorageIsBlocked(browser, address) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('Blocked', 'SecurityError')
      },
    })
  })
  await page.goto(address)
  const said = await page.locator('[role=alert]').allInnerTexts()
  await context.close()
  return said.some((text) => text.trim() !== '')
}
