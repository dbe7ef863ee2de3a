/**
 * Runs outside tools, each with a time limit.
 *
 * @module
 */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'

const FIVE_MINUTES = 300_000

/**
 * @param {string} command
 * @param {readonly string[]} words arguments
 * @param {{ input?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} `code` is null when the time ran out
 */
export function runTool(command, words, { input, timeoutMs = FIVE_MINUTES } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out = { stdout: [], stderr: [] }
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.stdout.on('data', (chunk) => out.stdout.push(chunk))
    child.stderr.on('data', (chunk) => out.stderr.push(chunk))
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, stdout: Buffer.concat(out.stdout).toString(), stderr: Buffer.concat(out.stderr).toString() })
    })
    // A tool that ends before it has read everything closes the pipe; its exit code says the rest.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
  })
}

/** The first of the commands that is on the PATH, or null. @param {...string} commands */
export function findTool(...commands) {
  for (const command of commands)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, command)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // Not here; the next folder may have it.
      }
    }
  return null
}

/**
 * Does one thing for each item, as many at a time as there are processors; results keep the order of the items.
 *
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {(item: Item, index: number) => Promise<Result>} act
 * @returns {Promise<Result[]>}
 */
export async function forEachAtOnce(items, act) {
  const results = new Array(items.length)
  let next = 0
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await act(items[index], index)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return results
}
