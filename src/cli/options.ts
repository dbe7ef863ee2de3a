/**
 * Input flags that the commands share.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander'
import { Temporal } from 'temporal-polyfill'

export interface GuideOptions {
  readonly guide: string
  readonly json: boolean
}

export interface InputOptions extends GuideOptions {
  readonly templates: string
  readonly practices: string
  readonly only?: readonly string[]
  readonly asOf: string
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

export const addGuide = (command: Command): Command =>
  command
    .option('--guide <dir>', 'the guide: ours, or a checkout of the public one', 'guide')
    .option('--json', 'the result as one JSON value', false)

export const addInputs = (command: Command): Command =>
  addGuide(command)
    .option('--templates <dir>', 'the templates', 'templates')
    .option('--practices <file>', 'the practices: CSV, or YAML or JSON for one', 'practices/practices.csv')
    .option('--only <codes>', 'only these ODS codes', csvList)
    .option('--as-of <date>', 'today, for what lies in the past: YYYY-MM-DD', day, today())

/** The one place where the clock enters. */
const today = (): string => Temporal.Now.plainDateISO('Europe/London').toString()

function day(value: string): string {
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString()
  } catch {
    throw new InvalidArgumentError('Write a day that exists, such as 2027-04-14.')
  }
}
