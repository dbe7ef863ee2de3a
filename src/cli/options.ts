/**
 * Input flags that the commands share.
 *
 * @module
 */
import { existsSync } from 'node:fs'
import { InvalidArgumentError, type Command } from 'commander'
import type { IsoDay } from '../base/day.ts'
import { LARGE_PRINTS, type LargePrint } from '../document/theme.ts'
import type { PracticeFlags } from '../understand-practices.ts'
import { addPracticeFlags } from './new/practice-flags.ts'
import { day, today } from './today.ts'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from '../base/package-root.ts'

export interface GuideOptions {
  readonly guide: string
  readonly json: boolean
}

export interface InputOptions extends GuideOptions, PracticeFlags {
  readonly templates: string
  readonly asOf: IsoDay
}

export const csvList = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return number
}

/** @param words what follows `--large-print` */
export function largePrint(words: string): LargePrint {
  const points = LARGE_PRINTS.find((one) => String(one) === words)
  if (points === undefined) throw new InvalidArgumentError(`Write ${LARGE_PRINTS.join(' or ')}, or nothing for 18.`)
  return points
}

export const addGuide = (command: Command): Command =>
  command
    .option('--guide <dir>', 'the guide: ours, or a checkout of the public one', here('guide', BUILT_IN_GUIDE))
    .option('--json', 'the result as one JSON value', false)

export const addAsOf = (command: Command): Command =>
  command.option('--as-of <date>', 'today, for what lies in the past: YYYY-MM-DD', day, today())

export const addInputs = (command: Command): Command =>
  addAsOf(addPracticeFlags(addGuide(command)))
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--practices <file>', 'the practices: CSV, XLSX or ODS; YAML or JSON for one', 'practices/practices.csv')
    .option('--only <codes>', 'only these ODS codes', csvList)

/** Somebody's own folder where there is one, else what ships with the tool. */
export const here = (folder: string, shipped: string): string => (existsSync(folder) ? folder : shipped)
