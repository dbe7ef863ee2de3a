// What may come back from any input: a value, findings, or a UserError. Nothing else, within two seconds, and nothing of the
// input reaches the process.
import { UserError } from '../dist/model/finding.js'

export const MOST_MS = 2000

/** Names that every object and array has; an input that adds one has reached them. */
const shared = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const before = shared.map((one) => Reflect.ownKeys(one).length)
const globals = new Set(Object.getOwnPropertyNames(globalThis))

/** Time of the processor, not of the clock: another program that holds the machine up makes no input slow. */
const spentMs = (since) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

/** Runs one input. @returns milliseconds. @throws for a bug of ours */
export async function judge(run, input) {
  const started = process.cpuUsage()
  try {
    await run(input)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (!error.message || !error.advice) throw new Error('A user error without a message or advice', { cause: error })
  }
  const spent = spentMs(started)
  for (const [index, one] of shared.entries())
    if (Reflect.ownKeys(one).length !== before[index]) throw new Error('The input reached a prototype')
  const added = Object.getOwnPropertyNames(globalThis).filter((name) => !globals.has(name))
  if (added.length > 0) throw new Error(`The input reached the global object: ${added.join(', ')}`)
  return spent
}

/** The fastest of several tries: the first pays for compiling, any may pay for collecting garbage. */
export async function judgeSpeed(run, input) {
  const spent = [await judge(run, input)]
  while (Math.min(...spent) > MOST_MS && spent.length < 3) spent.push(await judge(run, input))
  if (Math.min(...spent) > MOST_MS) throw new Error(`It took ${Math.round(Math.min(...spent))} ms`)
}
