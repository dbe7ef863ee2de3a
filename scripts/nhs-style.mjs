// `node scripts/nhs-style.mjs`: writes src/render/html/nhs-style.ts, the rules of nhsuk-frontend's style sheet that our
// pages use, so that no run parses 278 kB of CSS and nobody who installs the tool needs the library.
// `--check` writes nothing and ends with 1 when the file differs from what the installed library gives.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import prettier from 'prettier'
import { root } from './set-up.mjs'

const FILE = 'src/render/html/nhs-style.ts'

/** Classes that `src/render/html` writes. */
export const CLASSES = [
  'skip-link width-container main-wrapper',
  'heading-xl heading-l heading-m heading-s caption-xl body body-l body-s',
  'list list--bullet list--number inset-text',
  'summary-list summary-list__row summary-list__key summary-list__value',
  'table table__caption table__head table__body table__header table__cell',
  'button button--secondary input textarea',
].flatMap((names) => names.split(' ').map((name) => `nhsuk-${name}`))

/**
 * The rules for elements and for the named classes, in their order. Left out: fonts and icons from a server, print
 * rules (the page has its own) and custom properties (no rule uses them).
 *
 * @param {string} css minified
 * @param {ReadonlySet<string>} classes names in use
 * @returns {string[]} rules, each whole
 */
export function neededRules(css, classes) {
  return [...rulesOf(css)].flatMap(({ prelude, block }) => {
    if (/^@(media|supports|container)/.test(prelude)) {
      const inner = prelude.startsWith('@media print') ? [] : neededRules(block, classes)
      return inner.length > 0 ? [`${prelude}{${inner.join('')}}`] : []
    }
    if (prelude.startsWith('@') || prelude === ':root' || block.includes('url(')) return []
    const selectors = splitSelectors(prelude).filter((selector) => isNeeded(selector, classes))
    return selectors.length > 0 ? [`${selectors.join(',')}{${block}}`] : []
  })
}

function* rulesOf(css) {
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) return
    // A statement such as `@charset "UTF-8";` has no block and may come before a rule.
    const prelude = css.slice(css.lastIndexOf(';', open) >= at ? css.lastIndexOf(';', open) + 1 : at, open).trim()
    const close = closingBrace(css, open)
    yield { prelude, block: css.slice(open + 1, close) }
    at = close + 1
  }
}

function closingBrace(css, open) {
  let depth = 0
  for (let i = open; i < css.length; i += 1) {
    if (css[i] === '{') depth += 1
    if (css[i] === '}') depth -= 1
    if (depth === 0) return i
  }
  return css.length
}

/** At commas outside `:is(…)` and the like. */
function splitSelectors(prelude) {
  const selectors = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= prelude.length; i += 1) {
    const character = prelude[i]
    if (character === '(' || character === '[') depth += 1
    if (character === ')' || character === ']') depth -= 1
    if (i === prelude.length || (character === ',' && depth === 0)) {
      selectors.push(prelude.slice(start, i))
      start = i + 1
    }
  }
  return selectors
}

function isNeeded(selector, classes) {
  // What a selector excludes it does not need.
  const required = selector.replace(/:not\([^()]*(\([^()]*\)[^()]*)*\)/g, '').matchAll(/\.([\w-]+)/g)
  return [...required].every(([, name]) => classes.has(name))
}

/** The text of {@link FILE}, made from the installed library. */
async function styleModule() {
  const require = createRequire(import.meta.url)
  const { version } = require('nhsuk-frontend/package.json')
  const css = readFileSync(require.resolve(`nhsuk-frontend/dist/nhsuk/nhsuk-frontend-${version}.min.css`), 'utf8')
  const lines = neededRules(css, new Set(CLASSES)).map((rule) => `  ${JSON.stringify(rule)},\n`)
  const text = `/**
 * Made by \`node scripts/nhs-style.mjs\` from nhsuk-frontend ${version}; do not edit. The rules of its style sheet for
 * elements and for the classes that pages use.
 *
 * @module
 */

const rules = [
${lines.join('')}]

/** CSS under the MIT licence, which wants its notice kept. */
export const nhsStyle = \`/*! nhsuk-frontend ${version}, MIT licence, Crown Copyright (NHS England) */\\n\${rules.join('')}\`
`
  return prettier.format(text, { ...(await prettier.resolveConfig(join(root, FILE))), filepath: FILE })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const made = await styleModule()
  if (!process.argv.includes('--check')) writeFileSync(join(root, FILE), made)
  else if (made !== readFileSync(join(root, FILE), 'utf8')) {
    console.error(`${FILE} is not what the installed nhsuk-frontend gives: run \`node scripts/nhs-style.mjs\`.`)
    process.exitCode = 1
  }
}
