/**
 * The starter practices, and one more: the first of them under a name that is hard to print.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/set-up.mjs'

export const HARD_NAME = { ods: 'Z99990', name: "Siân Ŵyn-O'Brien & Łukasz <test>" }

/**
 * @param {string} folder
 * @returns {string} path of the practices file in it
 */
export function writePractices(folder) {
  const text = readFileSync(join(root, 'practices/practices.csv'), 'utf8').trimEnd()
  const [, first] = text.split('\n')
  const [ods, name] = first.split(',')
  const hard = first.replace(`${ods},${name},`, `${HARD_NAME.ods},${HARD_NAME.name},`)
  const file = join(folder, 'practices.csv')
  writeFileSync(file, `${text}\n${hard}\n`)
  return file
}
