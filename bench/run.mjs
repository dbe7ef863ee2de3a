// `npm run bench [-- PART …] [-- --practices N]`: measures, and writes bench/RESULTS.md. Figures are ratios taken in one run;
// single seconds say little about another machine.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './measure.mjs'

const PARTS = ['documents', 'gaps', 'planning', 'spreadsheet', 'runs']
const args = process.argv.slice(2)
const practicesAt = args.indexOf('--practices')
const practices = practicesAt < 0 ? undefined : Number(args[practicesAt + 1])
const wanted = args.filter((arg) => PARTS.includes(arg))

const sections = []
for (const part of wanted.length > 0 ? wanted : PARTS) {
  console.error(`— ${part}`)
  const { title, run } = await import(`./${part}.mjs`)
  const text = await run(practices === undefined ? {} : { practices })
  sections.push(`## ${title}\n\n${text}`)
  console.log(`\n## ${title}\n\n${text}`)
}

const version = (name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const libraries = ['pdfkit', 'docx', 'unified', 'remark-parse', 'handlebars'].map((name) => `${name} ${version(name)}`)
if (wanted.length === 0)
  writeFileSync(
    join(root, 'bench/RESULTS.md'),
    `# Bench\n\nWritten by \`npm run bench\`. Machine: ${machine}. Libraries: ${libraries.join(', ')}.\n\n${sections.join('\n\n')}\n`,
  )
