/**
 * The worked examples of docs/EDITORS.md, done as the page says, in its order: what it tells people to write is written into a
 * copy of the guide and of the templates, each command is run, and what it prints, or the file then says, is what the page shows.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRepository } from '../support/git-repository.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/EDITORS.md'), 'utf8')
const section = /^## Change something\n([^]*?)(?=^## )/m.exec(page)?.[1] ?? ''

/** What the page asks for in one place: the words before a fenced block, its language, and what stands in it. */
interface Step {
  readonly words: string
  readonly language: string
  readonly block: string
}
const examples = section
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const [title = ''] = text.split('\n')
    const steps = [...text.slice(title.length).matchAll(/([^]*?)^```(\w+)\n([^]*?)^```$/gm)].map(
      ([, words = '', language = '', block = '']): Step => ({
        words: words.replace(/\s+/g, ' ').trim(),
        language,
        block,
      }),
    )
    return { title, steps }
  })

const repository = makeRepository()
const { folder } = repository
beforeAll(() => {
  for (const name of ['guide', 'templates']) cpSync(join(root, name), join(folder, name), { recursive: true })
  cpSync(join(root, 'practices/practices.csv'), join(folder, 'practices.csv'))
  repository.commit('2026-11-20', 'Editor', {})
})
afterAll(() => {
  repository.remove()
})

const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)

/** Changes what is there, and says so where it is not there, or is there twice. */
function replace(file: string, from: string, to: string): void {
  const text = read(file)
  expect(text.split(from).length - 1, `${file} has this once: ${from}`).toBe(1)
  write(
    file,
    text.replace(from, () => to),
  )
}

class Example {
  #output = ''
  #change: { readonly file: string; readonly from: string } | null = null

  do({ words, language, block }: Step): void {
    const file = [...words.matchAll(/`([\w./ -]+\.(?:md|yaml|hbs|html|txt))`/g)].at(-1)?.[1] ?? ''
    const gone = /take out the task with `(id: [\w-]+)`/.exec(words)?.[1]
    if (gone !== undefined) {
      const lines = read(file).split('\n')
      expect(lines.filter((line) => line.includes(`${gone};`))).toHaveLength(1)
      write(file, lines.filter((line) => !line.includes(`${gone};`)).join('\n'))
    }
    if (language === 'sh') this.#run(block)
    else if (/prints among other lines:$/.test(words)) this.#printed(block)
    else if (/no longer prints:$/.test(words)) {
      for (const line of block.trimEnd().split('\n')) expect(this.#output.split('\n')).not.toContain(line)
    } else if (/ says:$/.test(words)) expect(shown(read(file))).toContain(shown(block))
    else if (/change$/.test(words)) this.#change = { file, from: block.replace(/\n$/, '') }
    else if (words === 'to') this.#changed(block.replace(/\n$/, ''))
    else if (/^Write the page /.test(words)) {
      expect(existsSync(join(folder, file))).toBe(false)
      write(file, block)
    } else if (/At the end of `[^`]+` write\b/.test(words)) write(file, `${read(file)}${block}`)
    else {
      const below = /below the line that begins `([^`]+)`/.exec(words)?.[1]
      if (below === undefined) throw new Error(`Nobody knows what to do with: ${words}`)
      const lines = read(file).split('\n')
      const [at, another] = lines.flatMap((line, index) => (line.trim().startsWith(below) ? [index] : []))
      expect([at === undefined, another]).toEqual([false, undefined])
      lines.splice((at ?? 0) + 1, 0, block.replace(/\n$/, ''))
      write(file, lines.join('\n'))
    }
  }

  #run(block: string): void {
    for (const line of block.trim().split('\n')) {
      const [command, ...words] = line.split(' ')
      expect(command).toBe('practice-packs')
      const cli = join(root, 'dist/cli.js')
      const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...words], { cwd: folder, encoding: 'utf8' })
      expect(status, `${line}\n${stderr}`).toBe(0)
      this.#output = `${stderr}\n${stdout}`
    }
  }

  /** Each line as it stands, in this order. */
  #printed(block: string): void {
    const wanted = block.trimEnd().split('\n')
    const found = this.#output.split('\n').filter((line) => wanted.includes(line))
    expect(found, this.#output).toEqual(wanted)
  }

  #changed(to: string): void {
    if (this.#change === null) throw new Error('A `to` follows what is changed.')
    replace(this.#change.file, this.#change.from, to)
    this.#change = null
  }
}

/** Words as a reader sees them. */
const shown = (text: string): string =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

it('has an example of each thing that editors change', () => {
  expect(examples.map(({ title }) => title)).toEqual([
    'A task',
    'A condition',
    'A phase',
    'A letter',
    'A message',
    'A word',
    'Withdrawing a task',
    'Is it all right?',
  ])
})

describe.each(examples)('$title', ({ steps }) => {
  it('does what the page says', () => {
    const example = new Example()
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) example.do(step)
  }, 120_000)
})
