/**
 * The part of a style sheet that a page needs, so that each page carries some kilobytes of it and not 278.
 *
 * In:  minified CSS, the class names in use. Out: CSS with the rules for elements and for those classes, in their order.
 * Fonts and icons from a server, print rules (the page has its own) and custom properties (no rule uses them) are left out.
 *
 * @module
 */

export function neededRules(css: string, classes: ReadonlySet<string>): string {
  let kept = ''
  for (const { prelude, block } of rulesOf(css)) {
    if (/^@(media|supports|container)/.test(prelude)) {
      const inner = prelude.startsWith('@media print') ? '' : neededRules(block, classes)
      if (inner !== '') kept += `${prelude}{${inner}}`
    } else if (!prelude.startsWith('@') && prelude !== ':root' && !block.includes('url(')) {
      const selectors = splitSelectors(prelude).filter((selector) => isNeeded(selector, classes))
      if (selectors.length > 0) kept += `${selectors.join(',')}{${block}}`
    }
  }
  return kept
}

interface Rule {
  readonly prelude: string
  readonly block: string
}

function* rulesOf(css: string): Generator<Rule> {
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) return
    // A statement such as `@charset "UTF-8";` has no block and may stand before a rule.
    const prelude = css.slice(css.lastIndexOf(';', open) >= at ? css.lastIndexOf(';', open) + 1 : at, open).trim()
    const close = closingBrace(css, open)
    yield { prelude, block: css.slice(open + 1, close) }
    at = close + 1
  }
}

function closingBrace(css: string, open: number): number {
  let depth = 0
  for (let i = open; i < css.length; i += 1) {
    if (css[i] === '{') depth += 1
    if (css[i] === '}') depth -= 1
    if (depth === 0) return i
  }
  return css.length
}

/** At commas outside `:is(…)` and the like. */
function splitSelectors(prelude: string): string[] {
  const selectors: string[] = []
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

function isNeeded(selector: string, classes: ReadonlySet<string>): boolean {
  // What a selector excludes it does not need.
  const required = selector.replace(/:not\([^()]*(\([^()]*\)[^()]*)*\)/g, '').matchAll(/\.([\w-]+)/g)
  for (const [, name] of required) if (name === undefined || !classes.has(name)) return false
  return true
}
