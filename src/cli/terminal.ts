/**
 * Asks a person at a terminal, and shows the progress of a run. Nothing here asks where there is no terminal.
 *
 * @module
 */
import { createInterface } from 'node:readline'
import type { Terminal } from '../app/answers.ts'
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

export function progress(style: ProgressStyle): OnPack {
  const started = performance.now()
  let failed = 0
  if (style === 'none') return () => undefined
  if (style === 'json')
    return ({ ods, status }, done, of) => void process.stderr.write(`${JSON.stringify({ ods, status, done, of })}\n`)
  return (pack, done, of) => {
    if (pack.status === 'failed') failed += 1
    const seconds = (performance.now() - started) / 1000
    const line = `${done} of ${of}${failed > 0 ? `, ${failed} failed` : ''}  ${(done / seconds).toFixed(1)} a second, ${timeLeft(seconds, done, of)}`
    const words = { built: 'made', unchanged: 'same', failed: 'failed' }[pack.status]
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}${done === of ? '\n' : ''}`)
    else process.stderr.write(`${words.padEnd(6)}  ${pack.ods}  ${pack.dir}\n`)
  }
}

function timeLeft(seconds: number, done: number, of: number): string {
  const left = Math.round((seconds / done) * (of - done))
  return left < 90 ? `${left} seconds left` : `${Math.round(left / 60)} minutes left`
}
