/**
 * Commands as somebody can copy them: quoted where a file's name has spaces, and with the flags that say how the practices
 * file is to be read, without which the next command would stumble where this one did not.
 *
 * @module
 */
import type { PracticeFlags } from '../understand-practices.ts'

/** What starts the program: npm and npx tell that they did, and then the bare name is on nobody's path. */
const PROGRAM = process.env['npm_command'] === undefined ? 'practice-packs' : 'npx practice-packs'

/** `command`, with its words as they are. */
export const sayCommand = (command: string): string => `${PROGRAM} ${command}`

/** A word of a command line, in quotation marks where it needs them. */
export const sayWord = (word: string): string => (/^[\w./\\:@%+,=-]+$/.test(word) ? word : `"${word}"`)

type Inputs = { readonly [Flag in keyof PracticeFlags]: PracticeFlags[Flag] | undefined }

/** The flags that say where the practices are and how they are read. */
export function sayInputs({ practices, sheet, map, ods, dateOrder, fixed }: Inputs): string {
  const flags: (readonly [string, string | undefined])[] = [
    ['--practices', practices],
    ['--sheet', sheet],
    ...[...(map ?? [])].map(([from, to]) => ['--map', `${from}=${to}`] as const),
    ['--date-order', dateOrder],
    ['--ods', ods],
    ...(fixed ?? []).map((file) => ['--fixed', file] as const),
  ]
  return flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${sayWord(value)}`])).join(' ')
}
