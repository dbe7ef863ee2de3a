/**
 * Asking a person at a terminal. Nothing here is ever called without one.
 *
 * @module
 */
import { createInterface } from 'node:readline'
import type { Terminal } from '../app/answers.ts'

/** Whether there is a person to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/**
 * Questions go to stderr, so that results can be piped. Whoever leaves in the middle (Ctrl-C, Ctrl-D) ends the program
 * with 130, as scripts expect.
 */
export function openTerminal(): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Lines may come before they are asked for: somebody pastes several at once.
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

/** A yes or no. Only call it when {@link canAsk}. Anything but yes is no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = openTerminal()
  try {
    return /^y(?:es)?$/i.test(await terminal.ask(`${question} [y/N] `))
  } finally {
    terminal.close()
  }
}
