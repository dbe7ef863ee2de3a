import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '../src')

/** Which folder may import which of ours, and why not more. */
const ALLOWED: Readonly<Record<string, { readonly may: readonly string[]; readonly why: string }>> = {
  base: { may: [], why: 'days, texts and YAML know nothing of guides and practices; every folder may import it' },
  document: { may: [], why: 'the document is the ground that all others build on' },
  model: { may: ['document'], why: 'the model is data and the rules about it; it knows no stage' },
  fonts: { may: ['document'], why: 'fonts know nothing but text' },
  markdown: { may: ['document', 'model'], why: 'Markdown becomes blocks, whoever asks' },
  template: { may: ['document', 'model', 'markdown'], why: 'the language of templates knows no guide and no plan' },
  guide: { may: ['document', 'model', 'markdown'], why: 'a guide is understood without practices and templates' },
  practices: { may: ['model'], why: 'a spreadsheet is understood without guide pages and documents' },
  plan: { may: ['model'], why: 'a plan has no words for readers and touches neither disk nor clock' },
  letters: {
    may: ['document', 'model'],
    why: 'what printers and phone networks demand is the same for every practice',
  },
  compose: {
    may: ['document', 'model', 'markdown', 'template', 'letters'],
    why: 'a stage gets another stage’s result, never its code',
  },
  consistency: {
    may: ['document', 'model'],
    why: 'a pack is checked as it is, whoever planned and composed it',
  },
  render: { may: ['document', 'model', 'fonts'], why: 'a renderer knows the document and its library, nothing else' },
  inspect: {
    may: ['document', 'model', 'letters'],
    why: 'inspection judges finished files as they are, whoever made them; what printers demand is in letters/',
  },
  report: {
    may: ['model', 'template', 'markdown'],
    why: 'a stage gets another stage’s result, never its code; Markdown is written where it is read',
  },
  packs: { may: ['', 'document', 'model'], why: 'a run strings packs together; what a pack is, the pipeline knows' },
}

/** These introduce stages to each other, as `pipeline.ts` does. */
const INTRODUCE: readonly string[] = ['app', 'cli']

/** What looks like a flag of ours: of Node and git, and a number that is counted down. */
const NO_FLAGS_OF_OURS: readonly string[] = [
  'packs/pack-maker.ts: --interrupt-budget',
  'app/doctor.ts: --version',
  'inspect/pdf/pdf-tokens.ts: --depth',
  // A command quoted whole: a rule's words reach SARIF and JSON.
  'guide/rules/outdated-term.ts: --fix-terms',
]

/** A library and the one folder that may import it. */
const LIBRARIES: Readonly<Record<string, string>> = {
  pdfkit: 'render/pdf',
  'pdfjs-dist': 'inspect',
  linebreak: 'render/pdf',
  docx: 'render/docx',
  diff: 'guide',
  parse5: 'inspect/html',
  fontkit: 'fonts',
  handlebars: 'template',
  unified: 'markdown',
  'remark-parse': 'markdown',
  'mdast-util-gfm-table': 'markdown',
  'remark-stringify': 'markdown',
  'csv-parse': 'base',
  'csv-stringify': 'base',
  hucre: 'base',
  '@commander-js/extra-typings': 'cli',
  commander: 'cli',
  piscina: 'packs',
  'js-yaml': 'base',
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '')
const imports = files.flatMap((file) =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target = '']) => ({
    file,
    target,
  })),
)

describe('which way imports point', () => {
  it('every folder of src is in the table', () => {
    const folders = new Set(files.map(folderOf).filter((folder) => folder !== '' && !INTRODUCE.includes(folder)))
    expect([...folders].filter((folder) => !(folder in ALLOWED))).toEqual([])
  })

  it('no stage imports another stage', () => {
    const crossed = imports.flatMap(({ file, target }) => {
      const from = folderOf(file)
      const rule = ALLOWED[from]
      if (!rule || !target.startsWith('.')) return []
      const to = folderOf(relative(src, resolve(src, dirname(file), target)).replaceAll('\\', '/'))
      return to === from || to === 'base' || rule.may.includes(to)
        ? []
        : [`${file} imports ${target}: ${from}/ may import ${['base', ...rule.may].join(', ')}, because ${rule.why}`]
    })
    expect(crossed).toEqual([])
  })

  it('only the command line knows that there is one', () => {
    const outside = files.filter((file) => !/^cli(?:\/|\.ts$)/.test(file))
    const importing = imports.filter(({ file, target }) => outside.includes(file) && target.includes('/cli/'))
    expect(importing.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
    const using = outside.flatMap((file) =>
      [
        ...readFileSync(join(src, file), 'utf8').matchAll(
          /\bprocess\.(?:exit\w*|std\w+|argv|cwd)\b|\bconsole\.\w+|\bexitCode\b/g,
        ),
      ].map(([use]) => `${file}: ${use}`),
    )
    expect(using).toEqual([])
  })

  it('only the command line names flags: others name options, as their callers do', () => {
    const outside = files.filter((file) => !/^cli\/|^cli\.ts$/.test(file))
    const ofGit = /^guide\/(?:git|history)\.ts$/
    const naming = outside.flatMap((file) =>
      ofGit.test(file)
        ? []
        : [...readFileSync(join(src, file), 'utf8').matchAll(/(?<![\w-])--[a-z][a-z-]+/g)]
            .map(([flag]) => `${file}: ${flag}`)
            .filter((found) => !NO_FLAGS_OF_OURS.includes(found)),
    )
    expect(naming).toEqual([])
  })

  it('each library is known to one folder', () => {
    const strays = imports.flatMap(({ file, target }) => {
      const library = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '')
      const home = LIBRARIES[library]
      return home === undefined || file.startsWith(`${home}/`) || (home === 'cli' && file === 'cli.ts')
        ? []
        : [`${file} imports ${library}: only ${home}/ may`]
    })
    expect(strays).toEqual([])
  })

  it('only the files that bring, keep or judge files touch the disk; app/ has no clock', () => {
    // The script of a page holds the clock of a reader's browser.
    const allowed =
      /^(packs|app|cli|fonts|inspect)\/|^cli\.ts$|^guide\/(read-guide|git|history)\.ts$|^practices\/(read-practices|read-ods|logo)\.ts$|^model\/text-file\.ts$|^template\/read-templates\.ts$|^base\/files\.ts$|^render\/html\/(page-script|this-week)\.ts$/
    const touching = files.filter((file) => {
      const text = readFileSync(join(src, file), 'utf8')
      return !allowed.test(file) && /from 'node:fs|Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(text)
    })
    expect(touching).toEqual([])
    const telling = files.filter(
      (file) =>
        file.startsWith('app/') &&
        /Date\.now\(\)|new Date\(\)|Temporal\.Now/.test(readFileSync(join(src, file), 'utf8')),
    )
    expect(telling).toEqual([])
  })

  it('no file imports itself by way of others', () => {
    const next = new Map<string, readonly string[]>(
      files.map((file) => [
        file,
        imports
          .filter(({ file: from, target }) => from === file && target.startsWith('.'))
          .map(({ target }) => relative(src, resolve(src, dirname(file), target)).replaceAll('\\', '/')),
      ]),
    )
    const reached = (from: string): ReadonlySet<string> => {
      const seen = new Set<string>()
      const visit = (file: string): void => {
        for (const target of next.get(file) ?? []) {
          if (seen.has(target)) continue
          seen.add(target)
          visit(target)
        }
      }
      visit(from)
      return seen
    }
    expect(files.filter((file) => reached(file).has(file))).toEqual([])
  })

  it('a gap report loads what writes Markdown, documents or patches only for a format that needs it', () => {
    const loaded = new Set<string>()
    const libraries = new Set<string>()
    const visit = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      const text = readFileSync(join(src, file), 'utf8').replace(/^import type [^']*'[^']+'/gm, '')
      for (const [, target = ''] of text.matchAll(/^(?:import|export) (?:[^']*? from )?'([^']+)'/gm))
        if (target.startsWith('.')) visit(relative(src, resolve(src, dirname(file), target)).replaceAll('\\', '/'))
        else libraries.add(target)
    }
    for (const file of ['app/checked-guide.ts', 'app/gaps.ts', 'app/gap-formats.ts', 'report/to-text.ts']) visit(file)
    expect([...libraries]).toContain('remark-parse')
    expect(
      [...libraries].filter((name) => /stringify|to-markdown|gfm-table$|^(?:diff|docx|pdfkit|hucre)/.test(name)),
    ).toEqual(['micromark-extension-gfm-table'])
  })

  it('no type and no file has two meanings, and no file is longer than 500 lines', () => {
    const repeated = (names: readonly string[]): string[] => [
      ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
    ]
    const texts = files.map((file) => readFileSync(join(src, file), 'utf8'))
    const types = texts.flatMap((text) =>
      [...text.matchAll(/^(?:export )?(?:interface|type|(?:abstract )?class) (\w+)\b/gm)].map(([, name = '']) => name),
    )
    expect(repeated(types)).toEqual([])
    // One thing said in each format: the files of a format have its folder as their first name.
    const names = files.filter((file) => !/^render\/(?:pdf|docx|html)\//.test(file)).map((file) => basename(file))
    expect(repeated(names.filter((name) => name !== 'index.ts'))).toEqual([])
    expect(files.filter((_, index) => (texts[index] ?? '').split('\n').length > 501)).toEqual([])
  })

  it('what fuzz/, bench/ and kit/ take of the built code is there', () => {
    const root = join(src, '..')
    const scripts = ['fuzz', 'bench', 'kit'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.mjs') && !file.includes('node_modules'))
        .map((file) => join(folder, file)),
    )
    const taken = scripts.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /(?:import|const) \{([^}]*)\} (?:from|= await import\()\s*(?:join\(root, )?'[./]*dist\/([^']+)\.js'/g,
        ),
      ].flatMap(([, names = '', path = '']) =>
        names.split(',').map((name) => ({ file, path: `${path}.ts`, name: name.trim().split(/ as |:/)[0] ?? '' })),
      ),
    )
    expect(taken.length).toBeGreaterThan(20)
    const absent = taken.filter(({ path, name }) => {
      const text = files.includes(path) ? readFileSync(join(src, path), 'utf8') : ''
      return !new RegExp(`^export (?:async )?(?:function|const|class|type|interface) ${name}\\b`, 'm').test(text)
    })
    expect(absent.map(({ file, path, name }) => `${file}: ${name} of ${path}`)).toEqual([])
  })
})
