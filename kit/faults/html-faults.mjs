/**
 * HTML pages with one fault each, and the rule of axe (or of the browser's own watch) that must catch it.
 *
 * @module
 */
import { fillInHtmlWith, htmlWith } from './small-document.mjs'

const page = (rule, fault, from, to) => ({ check: 'axe', rule, fault, ending: '.html', make: () => htmlWith(from, to) })
const used = (rule, fault, from, to) => ({
  check: 'on-screen',
  rule,
  fault,
  ending: '.html',
  make: () => fillInHtmlWith(from, to),
})
const END = '</main>'
const before = (markup) => `${markup}${END}`

/** @type {readonly import('./pdf-faults.mjs').Fault[]} */
export const htmlFaults = [
  page('image-alt', 'a picture without words', END, before('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')),
  page('label', 'a tick box without a label', END, before('<input type="checkbox">')),
  page('color-contrast', 'pale grey on white', END, before('<p style="color:#aeb7bd">Hard to see</p>')),
  page(
    'color-contrast',
    'grey words on a grey bar of a drawing',
    END,
    before(
      '<svg role="img" aria-label="Weeks" width="90" height="30"><rect width="90" height="30" fill="#768692"/><text y="20" fill="#4c6272">May</text></svg>',
    ),
  ),
  page('html-has-lang', 'no language', / lang="en-GB"/, ''),
  page('document-title', 'no title', /<title>[^<]*<\/title>/, ''),
  page('heading-order', 'level 4 after level 2', END, before('<h4>Tasks</h4>')),
  page('link-name', 'a link without words', END, before('<a href="#"></a>')),
  page('list', 'a paragraph between the items', END, before('<ul><li>One</li><p>Two</p></ul>')),
  page(
    'target-size',
    'buttons too small and too close for a finger',
    END,
    before(
      '<p><button style="width:12px;height:12px;padding:0" aria-label="a"></button><button style="width:12px;height:12px;padding:0" aria-label="b"></button></p>',
    ),
  ),
  page(
    'network-request',
    'a picture from the network',
    END,
    before('<img alt="Logo of the surgery" src="https://example.org/logo.png">'),
  ),
  page('scrolls-sideways', 'wider than a phone', END, before('<div style="width:500px">Too wide</div>')),
  page('script-error', 'a script that fails', END, before('<script>nothingOfThatName()</script>')),
  page(
    'needs-scripts',
    'words that a script writes',
    END,
    before(
      '<p id="late"></p><script>document.getElementById("late").textContent = "These words are written by a script and by nobody else."</script>',
    ),
  ),
  used('words-tick-nothing', 'a label of nothing', /<label for="field:/g, '<label for="no-field:'),
  used('not-kept', 'ticks that are not kept', 'localStorage.setItem(to,', '(() => {})(to,'),
  used('rows-lost', 'tasks that vanish in another order', 'body.append(...its)', 'its[0].remove()'),
  used('not-downloaded', 'a download without ticks', '(kept[id] ?? field.value)', "('')"),
  used('blocked-unsaid', 'blocked storage that nobody hears of', "querySelector('.not-kept').textContent", 'title'),
]
