/**
 * Asks a person at a terminal, and shows the progress of a run. Nothing here asks where there is no terminal.
 *
 * @module
 */
import { createInterface } from 'node:readline'
import type { Terminal } from '../app/answers.ts'
import { counted } from '../base/text.ts'
import type { BuiltPack } from '../pipeline.ts'

/** Whether there is a person to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/**
 * Questions go to stderr, so that results can be piped. Leaving in the middle (Ctrl-C, Ctrl-D) ends the program with
 * 130, as scripts expect.
 */
export function openTerminal(): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Lines may arrive before they are asked for, when several are pasted at once.
  const early: string[] = []
  let answer: ((line: string) => void) | null = null
  lines.on('line', (line) => {
    if (answer === null) early.push(line)
    else answer(line)
  })
  lines.on('SIGINT', () => {
    lines.close()
  })
  lines.on('close', () => {
    if (answer !== null) process.exit(130)
  })
  return {
    ask: async (prompt) => {
      lines.setPrompt(prompt)
      lines.prompt()
      const line = early.shift() ?? (await new Promise<string>((resolve) => (answer = resolve)))
      answer = null
      return line.trim()
    },
    say: (text) => {
      process.stderr.write(`${text}\n`)
    },
    close: () => {
      lines.close()
    },
  }
}

/** Asks for yes or no. Only call it when {@link canAsk}. Anything but yes means no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = openTerminal()
  try {
    return /^y(?:es)?$/i.test(await terminal.ask(`${question} [y/N] `))
  } finally {
    terminal.close()
  }
}

export type ProgressStyle = 'auto' | 'json' | 'none'

export type OnPack = (pack: BuiltPack, done: number, of: number) => void

/** A stream with what is needed to show something and take it away again. */
type Shown = Pick<typeof process.stderr, 'isTTY' | 'write'>

export interface Working {
  /** Says how far it is, not more often than a person can read. */
  readonly step: (done: number, of: number) => void
  /** Takes away what is shown: something else is about to be printed. */
  readonly end: () => void
}

/** Between two times that progress is shown, in ms. */
const SHOWN_EVERY = 200

/**
 * Says at once that long work has begun, and how far it is: at a terminal only, on a line that goes away again.
 *
 * @param what such as `Judging documents`
 */
export function working(what: string, stream: Shown = process.stderr): Working {
  if (!stream.isTTY) return { step: () => undefined, end: () => undefined }
  const show = (words: string): void => void stream.write(`\r\u001b[2K${words}`)
  show(`${what} …`)
  let last = -Infinity
  let open = true
  return {
    step(done, of) {
      const now = performance.now()
      if (!open || now - last < SHOWN_EVERY) return
      last = now
      show(`${what}: ${done} of ${of}`)
    },
    end() {
      if (open) show('')
      open = false
    },
  }
}

export function progress(style: ProgressStyle, stream: Shown = process.stderr, now = () => performance.now()): OnPack {
  let failed = 0
  let made = 0
  // Packs that need no work come first and take no time: what is left is measured by those that are made.
  let since = now()
  if (style === 'none') return () => undefined
  if (style === 'json')
    return ({ ods, status }, done, of) => void stream.write(`${JSON.stringify({ ods, status, done, of })}\n`)
  return (pack, done, of) => {
    if (pack.status === 'failed') failed += 1
    if (pack.status !== 'unchanged') made += 1
    else if (made === 0) since = now()
    const words = { built: 'made', unchanged: 'same', failed: 'failed' }[pack.status]
    const line = [
      `${done} of ${of}`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(made > 0 ? [timeLeft((now() - since) / 1000, made, of - done)] : []),
    ].join(', ')
    if (stream.isTTY) stream.write(`\r\u001b[2K${line}${done === of ? '\n' : ''}`)
    else stream.write(`${words.padEnd(6)}  ${pack.ods}  ${pack.dir}\n`)
  }
}

/** @param seconds that `made` packs took together, on all cores */
function timeLeft(seconds: number, made: number, left: number): string {
  const more = Math.round((seconds / made) * left)
  return more < 90 ? `${counted(more, 'second')} left` : `${Math.round(more / 60)} minutes left`
}
