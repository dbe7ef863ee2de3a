// Invented practices, as many as asked for; with the names of the national file where it is beside the repository.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './measure.mjs'

const national = join(root, '../shared/data/epraccur-sample.csv')

const names = existsSync(national)
  ? [...readFileSync(national, 'utf8').matchAll(/^"[A-Z0-9]+","([^"]+)"/gm)].map(([, name]) => name)
  : ['Invented Surgery', 'Example Health Centre', 'Made-up Medical Practice', 'Siân Ŵyn and Partners']

const starter = readFileSync(join(root, 'practices/practices.csv'), 'utf8').split('\n').slice(0, 3)
const header = starter[0].split(',')
const sample = starter.slice(1, 3).map((line) => cells(line))

function cells(line) {
  return [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

const quote = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** Writes a practices file of `count` rows and returns its path. */
export function writePractices(folder, count) {
  const rows = Array.from({ length: count }, (_, n) => {
    const row = [...sample[n % sample.length]].slice(0, header.length)
    const set = (column, value) => (row[header.indexOf(column)] = value)
    set('ods_code', `Y${String(10000 + n)}`)
    set('name', names[n % names.length])
    const goLive = new Date(Date.UTC(2027, 3, 14 + (n % 400)))
    while ([0, 6].includes(goLive.getUTCDay())) goLive.setUTCDate(goLive.getUTCDate() + 1)
    set('go_live', goLive.toISOString().slice(0, 10))
    set('final_data_production', '')
    set('repeat_order_by', new Date(goLive.getTime() - 14 * 86_400_000).toISOString().slice(0, 10))
    return row.map(quote).join(',')
  })
  const file = join(folder, 'practices.csv')
  writeFileSync(file, `${[header.join(','), ...rows].join('\n')}\n`)
  return file
}
