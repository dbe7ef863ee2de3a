/** Ways to write a guide differently that leave its markers, SLAs, phases and tasks what they are. */
import type { SourceFile } from '../../src/model/sources.ts'

/** A number below `n`; the same ones at each run. */
type Chance = (n: number) => number
type Pages = readonly SourceFile[]

export interface Mutilation {
  readonly name: string
  /** Absent: readers see the same words in the same order. */
  readonly changesWords?: true
  readonly apply: (pages: Pages, chance: Chance) => Pages
}

/** Numerical Recipes' generator; its seed is a name. */
export function chanceOf(name: string): Chance {
  let state = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const FRONT = /^---\n[\s\S]*?\n---[ \t]*\n/
const COMMENT = /<!--[\s\S]*?-->/g
const CITATION = /<em>(\([^<>]*, p\. \d+\))<\/em>/g
const MARK = '**_SLA:_**'

type Rewrite = (text: string, chance: Chance) => string

/** Rewrites whole pages. */
const pages =
  (rewrite: Rewrite): Mutilation['apply'] =>
  (all, chance) =>
    all.map(({ file, text }) => ({ file, text: rewrite(text, chance) }))

/** Rewrites what follows the front matter. */
const bodies = (rewrite: Rewrite): Mutilation['apply'] =>
  pages((text, chance) => {
    const front = FRONT.exec(text)?.[0] ?? ''
    return front + rewrite(text.slice(front.length), chance)
  })

/** Rewrites the parts of bodies that are in no comment. */
const visible = (rewrite: Rewrite): Mutilation['apply'] =>
  bodies((text, chance) => {
    let made = ''
    let at = 0
    for (const comment of text.matchAll(COMMENT)) {
      made += rewrite(text.slice(at, comment.index), chance) + comment[0]
      at = comment.index + comment[0].length
    }
    return made + rewrite(text.slice(at), chance)
  })

/** Rewrites each comment, given its inner text. */
const comments = (rewrite: Rewrite): Mutilation['apply'] =>
  bodies((text, chance) => text.replace(COMMENT, (comment) => rewrite(comment.slice(4, -3), chance)))

const replaced = (pattern: RegExp, by: string | ((whole: string, ...groups: string[]) => string)): Rewrite =>
  typeof by === 'string' ? (text) => text.replace(pattern, by) : (text) => text.replace(pattern, by)

/** Whether a line is running text that no block structure, tag or Liquid depends on. */
const isPlain = (line: string): boolean => /^[A-Za-z‘“][^<>{}|]*$/.test(line) && !/^(?:and|\d)/.test(line)

/** Rewrites each line of running text. */
const plainLines = (rewrite: Rewrite): Mutilation['apply'] =>
  visible((text, chance) => text.replace(/^.+$/gm, (line) => (isPlain(line) ? rewrite(line, chance) : line)))

/** Breaks a line at spaces where nothing else begins and no address is cut. */
const wrapped: Rewrite = (line, chance) => {
  let length = 0
  return line.replace(/(\S+)( +)(?=([^\s]+))/g, (whole, word: string, _space: string, next: string) => {
    length += whole.length
    const mayBreak = length > 30 + chance(40) && /^[A-Za-z(*_[]/.test(next) && !/^(?:[*_]$|\[\/)/.test(next)
    if (!mayBreak) return whole
    length = 0
    return `${word}\n`
  })
}

/** Paragraphs and other blocks, as blank lines part them. */
function swapParagraphs(text: string): string {
  const blocks = text.split(/(\n(?:[ \t]*\n)+)/)
  const plain = (at: number): boolean => (blocks[at] ?? '').split('\n').every(isPlain) && blocks[at] !== ''
  for (let at = 0; at + 2 < blocks.length; at += 2) {
    if (!plain(at) || !plain(at + 2)) continue
    ;[blocks[at], blocks[at + 2]] = [blocks[at + 2] ?? '', blocks[at] ?? '']
    at += 2
  }
  return blocks.join('')
}

const one = <T>(chance: Chance, [first, ...more]: readonly [T, ...T[]]): T => more[chance(more.length + 1) - 1] ?? first

const quoted = (value: string, chance: Chance): string =>
  one(chance, [`"${value.replace(/["\\]/g, '\\$&')}"`, `'${value.replace(/'/g, "''")}'`])

const isOneLine = (inner: string): boolean => !inner.includes('\n')
const renamed = (file: string): string => file.replace(/([^/]*)$/, (name) => `x-${name.replace(/^\d+-/, '')}`)

const joined = replaced(/[ \t]*-->[ \t]*\n<!--/g, '\n')
const cut = comments((inner) => `<!--${inner.replace(/(?<=\S[^]*)(?=\[[A-Za-z]+\](?!\())/g, '--><!-- ')}-->`)

/** The SLA from its mark to its citation. */
const LIMIT = /^\*\*_SLA:_\*\*[^\n]*\n?[^\n]*<\/em>/gm
/** A comment alone on its line, below a line of words. */
const BELOW_WORDS = /(?<=[^\s>])[ \t]*\n(?:[ \t]*\n)?(<!--.*-->)[ \t]*$/gm

const ONES: readonly Mutilation[] = [
  { name: 'lines end as on Windows', apply: pages(replaced(/\n/g, '\r\n')) },
  { name: 'lines end with a carriage return', apply: pages(replaced(/\n/g, '\r')) },
  {
    name: 'line ends of all three kinds',
    apply: pages((text, chance) => text.replace(/\n/g, () => one(chance, ['\n', '\r\n', '\r\n']))),
  },
  { name: 'a byte order mark', apply: pages((text) => `\uFEFF${text}`) },
  { name: 'a space at the end of each line', apply: pages(replaced(/(?<=\S)\n/g, ' \n')) },
  { name: 'two spaces at the end of each line of text', apply: bodies(replaced(/(?<=\S)[ \t]*\n(?=\S)/g, '  \n')) },
  { name: 'tabs before items of inner lists', apply: bodies(replaced(/^ +(?=[*-]{1,2} )/gm, '\t')) },
  { name: 'no line end at the end', apply: pages(replaced(/\s+$/, '')) },
  { name: 'more blank lines at the end', apply: pages((text) => `${text}\n \n\t\n\n`) },
  { name: 'twice as many blank lines', apply: bodies(replaced(/\n\n/g, '\n\n\n\n')) },
  { name: 'blank lines with spaces', apply: bodies(replaced(/\n\n/g, '\n  \n')) },
  { name: 'no blank line below a heading', apply: visible(replaced(/^(#.*)\n(?:[ \t]*\n)+(?=[A-Za-z])/gm, '$1\n')) },
  { name: 'blank lines around each heading', apply: visible(replaced(/^(#.*)$/gm, '\n$1\n')) },
  {
    name: 'comments moved into the item above',
    apply: bodies(replaced(/^([*-] .*?)[ \t]*\n(<!--.*-->)[ \t]*$/gm, '$1 $2')),
  },
  { name: 'comments moved to the end of the line above', apply: bodies(replaced(BELOW_WORDS, ' $1')) },
  {
    name: 'comments moved onto lines of their own',
    apply: bodies(replaced(/(?<=[^\s>].*)[ \t]*(<!--.*?-->)[ \t]*$/gm, '\n$1')),
  },
  {
    name: 'comments moved to the start of the line above',
    apply: bodies(replaced(/^([A-Z][^\n{}<>]*)\n(<!--.*-->)[ \t]*$/gm, '$2 $1')),
  },
  {
    name: 'comments spread over lines',
    apply: comments((inner) => (isOneLine(inner) ? `<!--\n${inner.trim()}\n-->` : `<!--${inner}-->`)),
  },
  {
    name: 'words of comments wrapped',
    apply: comments((inner, chance) => `<!--${inner.includes(MARK) ? inner : wrapped(inner, chance)}-->`),
  },
  { name: 'comments without spaces', apply: comments((inner) => `<!--${inner.trim()}-->`) },
  {
    name: 'markers without the space after',
    apply: comments((inner) => `<!--${inner.replace(/(\[[A-Za-z]+\]) /g, '$1')}-->`),
  },
  { name: 'markers after other words', apply: comments((inner) => `<!-- Zoe\u0301 \u{1F600}: ${inner}-->`) },
  { name: 'comments that end with three hyphens', apply: comments((inner) => `<!--${inner}--->`) },
  { name: 'comments that begin with three hyphens', apply: comments((inner) => `<!---${inner}-->`) },
  { name: 'comments that follow each other joined', apply: bodies(joined) },
  { name: 'a comment inside each comment', apply: comments((inner) => `<!-- <!--${inner}-->`) },
  {
    name: 'comments cut in two',
    apply: comments((inner) => {
      const cut = inner.indexOf(' ', 12)
      return inner.includes(MARK) || cut === -1
        ? `<!--${inner}-->`
        : `<!--${inner.slice(0, cut)} --><!-- ${inner.slice(cut)}-->`
    }),
  },
  {
    name: 'comments joined and cut before other markers',
    apply: (all, chance) => cut(bodies(joined)(all, chance), chance),
  },
  {
    name: 'empty comments between paragraphs',
    apply: visible(replaced(/\n\n(?=[A-Za-z])/g, '\n\n<!-->\n<!--->\n<!---->\n\n')),
  },
  { name: 'comments of Liquid', apply: comments((inner) => `{% comment %}${inner}{% endcomment %}`) },
  { name: 'comments of kramdown', apply: comments((inner) => `{::comment}${inner}{:/comment}`) },
  {
    name: 'comments as definitions that nothing names',
    apply: bodies((text) =>
      text.replace(COMMENT, (comment: string, offset: number) => {
        const isAlone =
          /(?:^|\n)[ \t]*$/.test(text.slice(0, offset)) && /^[ \t]*\n/.test(text.slice(offset + comment.length))
        return isAlone && isOneLine(comment) ? `\n\n[//]: # (${comment.slice(4, -3).trim()})\n` : comment
      }),
    ),
  },
  { name: 'citations on the next line', apply: bodies(replaced(/(?<=\S)<br><em>\(/g, '\n<br><em>(')) },
  { name: 'citations on the same line', apply: bodies(replaced(/\n<br><em>\(/g, '<br><em>(')) },
  { name: 'citations behind a hard break', apply: bodies(replaced(/\n?<br><em>\(/g, '  \n<em>(')) },
  {
    name: 'line breaks written in other ways',
    apply: bodies((text, chance) => text.replace(/<br>/g, () => one(chance, ['<br/>', '<br />', '</br>', '<BR>']))),
  },
  { name: 'citations in asterisks', apply: bodies(replaced(CITATION, '*$1*')) },
  { name: 'citations in underscores', apply: bodies(replaced(CITATION, '_$1_')) },
  { name: 'citations in italics', apply: bodies(replaced(CITATION, '<i>$1</i>')) },
  { name: 'citations without emphasis', apply: bodies(replaced(CITATION, '$1')) },
  {
    name: 'citations with spaces that do not break',
    apply: bodies(replaced(CITATION, (whole) => whole.replaceAll(' ', '\u00A0'))),
  },
  { name: 'pages behind an entity', apply: bodies(replaced(CITATION, (whole) => whole.replace('p. ', 'p.&nbsp;'))) },
  { name: 'citations wrapped', apply: bodies(replaced(CITATION, (whole) => whole.replace(' Process', '\nProcess'))) },
  {
    name: 'cited titles in quotation marks',
    changesWords: true,
    apply: bodies(replaced(CITATION, (whole) => whole.replace(/\((.*), p/, '(“$1”, p'))),
  },
  {
    name: 'straight quotation marks for typographic ones, and the reverse',
    apply: plainLines((line) =>
      line.replace(/[‘’“”"]|'/g, (mark) => (mark === "'" ? '’' : /[“”]/.test(mark) ? '"' : "'")),
    ),
  },
  { name: 'long paragraphs wrapped', apply: plainLines(wrapped) },
  {
    name: 'SLAs wrapped',
    apply: bodies((text, chance) => text.replace(/^\*\*_SLA:_\*\*[^\n<]*/gm, (limit) => wrapped(limit, chance))),
  },
  {
    name: 'lines of a paragraph joined',
    apply: visible(replaced(/(?<=^[A-Za-z][^\n<>{}|]*\S) ?\n(?=[A-Za-z][^\n<>{}|]*$)/gm, ' ')),
  },
  {
    name: 'front matter in quotation marks',
    apply: pages((text, chance) =>
      text.replace(FRONT, (front) =>
        front.replace(
          /^(title|title_url|permalink|group): *([^'"\n]*[^'"\s])[ \t]*$/gm,
          (_whole, key: string, value: string) => `${key}: ${quoted(value, chance)}`,
        ),
      ),
    ),
  },
  {
    name: 'front matter in another order',
    apply: pages((text) =>
      text.replace(FRONT, (front) => `---\n${front.trim().split('\n').slice(1, -1).reverse().join('\n')}\n---\n`),
    ),
  },
  { name: 'headings without their ids', apply: bodies(replaced(/^(#.*?)[ \t]*\{#[^}]*\}/gm, '$1')) },
  { name: 'headings closed', apply: visible(replaced(/^(#+)( [^{}\n]*[^\s{}#])[ \t]*$/gm, '$1$2 $1')) },
  { name: 'lists with hyphens', apply: visible(replaced(/^(\s*)\* (?!\*)/gm, '$1- ')) },
  { name: 'lists with plus signs', apply: visible(replaced(/^(\s*)\* (?!\*)/gm, '$1+ ')) },
  { name: 'numbers with brackets', apply: visible(replaced(/^(\d+)\. /gm, '$1) ')) },
  {
    name: 'rules written in other ways',
    apply: bodies((text, chance) => text.replace(/\* \* \*/g, () => one(chance, ['***', '___', '- - -', '* * * * *']))),
  },
  { name: 'marks of SLAs the other way round', apply: bodies((text) => text.replaceAll(MARK, '_**SLA:**_')) },
  { name: 'marks of SLAs in three asterisks', apply: bodies((text) => text.replaceAll(MARK, '***SLA:***')) },
  { name: 'marks of SLAs in tags', apply: bodies((text) => text.replaceAll(MARK, '<strong><em>SLA:</em></strong>')) },
  { name: 'SLAs in quotes', apply: bodies(replaced(LIMIT, (limit) => limit.replace(/^/gm, '> '))) },
  { name: 'SLAs as items', apply: bodies(replaced(LIMIT, (limit) => `* ${limit.replace(/\n/g, '\n  ')}\n`)) },
  {
    name: 'files under other names',
    apply: (all) => all.map(({ file, text }) => ({ file: /index\.md$/.test(file) ? file : renamed(file), text })),
  },
  { name: 'files in another order', apply: (all) => [...all].reverse() },
  {
    name: 'other names in paragraphs',
    changesWords: true,
    apply: plainLines(replaced(/\b(?:practices?|suppliers?|system)\b/gi, 'Larkspur')),
  },
  { name: 'paragraphs swapped', changesWords: true, apply: visible(swapParagraphs) },
  { name: 'letters in parts', changesWords: true, apply: plainLines(replaced(/e/g, 'e\u0301')) },
  {
    name: 'code that looks like markers and SLAs',
    changesWords: true,
    apply: bodies((text) => `\`\`\`\n<!-- [GAP] [Gap] -->\n${MARK} 5 days\n* # item\n\`\`\`\n\n${text}`),
  },
]

/** One after the other: each still finds what it looks for. */
const TOGETHER = [
  'long paragraphs wrapped',
  'words of comments wrapped',
  'comments moved to the end of the line above',
  'comments of kramdown',
  'SLAs in quotes',
  'citations in asterisks',
  'marks of SLAs the other way round',
  'lists with plus signs',
  'front matter in quotation marks',
  'a byte order mark',
  'lines end with a carriage return',
]

export const MUTILATIONS: readonly Mutilation[] = [
  ...ONES,
  {
    name: 'many of these at once',
    apply: (all, chance) =>
      TOGETHER.reduce((made, name) => ONES.find((each) => each.name === name)?.apply(made, chance) ?? [], all),
  },
]
