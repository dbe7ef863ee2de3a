// Nothing that reads or understands may write: from here on every attempt throws, and is not a UserError.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const WAYS = [
  'appendFile',
  'copyFile',
  'cp',
  'link',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'symlink',
  'unlink',
  'writeFile',
]
const refuse = (name) => (path) => {
  throw new Error(`The input made it write: ${name} ${path}`)
}

export function forbidWriting() {
  for (const way of WAYS) {
    fs[way] = refuse(way)
    fs[`${way}Sync`] = refuse(way)
    fs.promises[way] = refuse(way)
  }
  syncBuiltinESMExports()
}
