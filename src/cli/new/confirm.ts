/**
 * A yes or no from a person at a terminal.
 *
 * @module
 */
import { openTerminal } from './terminal.ts'

/** Whether there is a person to ask. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Only call it when {@link canAsk}. Anything but yes is no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = openTerminal()
  try {
    return /^y(?:es)?$/i.test(await terminal.ask(`${question} [y/N] `))
  } finally {
    terminal.close()
  }
}
