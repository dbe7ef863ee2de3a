/**
 * Small HTML pages with one fault each, and the rule that must catch it.
 *
 * @module
 */
export interface FaultyHtml {
  readonly rule: string
  readonly fault: string
  readonly make: () => string
}

export const soundPage = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Checklist</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { color: #212b32 } @media print { button { display: none } }</style>
</head>
<body>
<a href="#main">Skip to main content</a>
<main id="main">
<h1>Checklist for Siân &amp; Łukasz</h1>
<p>What to do before the <a href="https://www.nhs.uk/">move</a>.</p>
<h2>Tasks</h2>
<button type="button" hidden>Download my progress</button>
<ul><li><input type="checkbox" id="t1"><label for="t1">Tell the staff</label></li></ul>
<table>
<caption>Dates</caption>
<tr><th scope="col">Task</th><th scope="col">Date</th></tr>
<tr><td>Tell the staff</td><td>3 May</td></tr>
</table>
<img alt="Chart of the weeks" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
</main>
<script>document.querySelector('button').hidden = false</script>
</body>
</html>
`

/** @throws when `from` is not there: a fault that changes nothing tests nothing */
const pageWith = (from: string, to: string): string => {
  if (!soundPage.includes(from)) throw new Error(`Nothing to change: ${from}`)
  return soundPage.replace(from, () => to)
}

const fault = (rule: string, name: string, from: string, to: string): FaultyHtml => ({
  rule,
  fault: name,
  make: () => pageWith(from, to),
})

export const htmlFaults: readonly FaultyHtml[] = [
  fault(
    'field-name-repeated',
    'two boxes read out alike',
    '<li><input type="checkbox" id="t1">',
    '<li><input type="checkbox" aria-label="Tell the staff"><input type="checkbox" id="t1">',
  ),
  fault('markup-broken', 'no document type', '<!doctype html>\n', ''),
  fault('markup-broken', 'a table that does not end', '</table>', ''),
  fault('markup-broken', 'an end of nothing', '</main>', '</div></main>'),
  fault('markup-broken', 'ends that cross', 'before the <a', 'before <b>the <i>next</b> short</i> <a'),
  fault('markup-broken', 'a block inside a paragraph', '<p>What', '<p><div>Now</div> What'),
  fault('markup-broken', 'an attribute twice', 'type="checkbox"', 'type="checkbox" type="radio"'),
  fault('markup-broken', 'a bare character reference', '&amp;', '&nosuch;'),
  fault('markup-broken', 'words where a table wants rows', '<caption>', '<b>Dates</b><caption>'),
  fault('markup-broken', 'a page that breaks off', '</script>\n</body>\n</html>\n', ''),
  fault('markup-broken', 'a comment that breaks off', '</main>', '<!-- </main>'),
  fault('charset-missing', 'no character set', '<meta charset="utf-8">', ''),
  fault('charset-missing', 'another character set', 'utf-8', 'iso-8859-1'),
  fault('title-missing', 'no title', '<title>Checklist</title>', '<title></title>'),
  fault('language-missing', 'no language', ' lang="en-GB"', ''),
  fault('language-missing', 'American English', 'en-GB', 'en-US'),
  fault('zoom-blocked', 'not made for phones', 'width=device-width, ', ''),
  fault('zoom-blocked', 'larger only to a limit', 'initial-scale=1', 'initial-scale=1, maximum-scale=1'),
  fault('heading-skipped', 'level 3 after level 1', '<h2>Tasks</h2>', '<h3>Tasks</h3>'),
  fault('figure-without-alternative', 'a picture without words', 'alt="Chart of the weeks" ', ''),
  fault('figure-without-alternative', 'a drawing without words', '</main>', '<svg><path d="M0 0"/></svg></main>'),
  fault('field-without-name', 'a tick box without a label', 'for="t1"', 'for="t2"'),
  fault(
    'field-without-name',
    'a button that is only a picture',
    'Download my progress',
    '<svg aria-hidden="true"></svg>',
  ),
  fault('id-repeated', 'one id twice', '<h2>', '<h2 id="t1">'),
  fault('link-target-broken', 'a link to a place that is not there', '<h2>', '<p><a href="#more">More</a></p><h2>'),
  fault('link-target-broken', 'half an address', 'https://www.nhs.uk/', 'www.nhs.uk'),
  fault('link-target-broken', 'a file that is not beside the page', 'https://www.nhs.uk/', '1%20Plan/Checklist.html'),
  fault('link-target-broken', 'a file outside the pack', 'https://www.nhs.uk/', '../Checklist.html'),
  fault('link-target-broken', 'a file of one computer', 'https://www.nhs.uk/', '/home/Checklist.html'),
  fault('link-target-broken', 'a name that is no address', 'https://www.nhs.uk/', '100%.html'),
  fault('link-target-broken', 'a script as an address', 'https://www.nhs.uk/', 'javascript:void(0)'),
  fault('link-without-words', 'a link without words', '>move</a>', '></a>'),
  fault(
    'outside-request',
    'a font from the network',
    'body {',
    '@font-face { src: url(https://assets.nhs.uk/f.woff2) } body {',
  ),
  fault('outside-request', 'a script from the network', '<script>', '<script src="https://example.org/a.js">'),
  fault('outside-request', 'a picture from the network', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', 'logo.png'),
  fault('outside-request', 'a script that sends', '<script>', "<script>fetch('/count');"),
  fault('table-without-headers', 'header cells without a scope', '<th scope="col">Task', '<th>Task'),
  fault('table-without-headers', 'a header cell that says nothing', '<th scope="col">Task', '<th scope="col">'),
  fault('table-without-caption', 'a table without a caption', '<caption>Dates</caption>', ''),
  fault('list-broken', 'a paragraph between the items', '<ul>', '<ul><p>First</p>'),
  fault('landmark-missing', 'no link past the beginning', '<a href="#main">Skip to main content</a>', ''),
  fault('landmark-missing', 'two main parts', '</main>', '</main><main><p>More</p></main>'),
  fault('hidden-without-script', 'words that wait for a script', '<p>What', '<p hidden>What'),
  fault('print-style-missing', 'no rules for paper', '@media print', '@media screen'),
]
