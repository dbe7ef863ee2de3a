/**
 * Reads the grey pictures that pdftoppm writes.
 *
 * @module
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Reads and removes the pictures whose names begin with `prefix-`, in the order of the pages.
 *
 * @param {string} prefix
 * @returns {{ width: number, height: number, pixels: Uint8Array }[]}
 */
export function readPages(prefix) {
  const folder = dirname(prefix)
  const names = readdirSync(folder).filter((name) => name.startsWith(`${basename(prefix)}-`) && name.endsWith('.pgm'))
  return names.sort().map((name) => {
    const path = join(folder, name)
    const bytes = readFileSync(path)
    rmSync(path)
    const [header, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1')) ?? [
      '',
      '0',
      '0',
    ]
    return { width: Number(width), height: Number(height), pixels: bytes.subarray(header.length) }
  })
}
