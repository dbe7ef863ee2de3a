// Loaded before the tool (`node --import`): every way to the network and to other programs throws and is written down, and
// so is every write outside the folders of WATCH_ALLOWED. Workers inherit it.
import childProcess from 'node:child_process'
import dgram from 'node:dgram'
import dns from 'node:dns'
import fs from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { resolve, sep } from 'node:path'
import tls from 'node:tls'

// Opened before anything is watched: the record itself is no write of the tool.
const log = fs.openSync(process.env.WATCH_LOG, 'a')
const write = fs.writeSync
const record = (what) => write(log, `${what}\n`)
const allowed = process.env.WATCH_ALLOWED.split('\n')
record('watching')

const forbid = (owner, names, label) => {
  for (const name of names)
    owner[name] = () => {
      record(`${label}${name}`)
      throw new Error(`${label}${name} is not allowed`)
    }
}
forbid(net, ['connect', 'createConnection', 'createServer'], 'net.')
forbid(net.Socket.prototype, ['connect'], 'socket.')
forbid(net.Server.prototype, ['listen'], 'server.')
forbid(tls, ['connect', 'createServer'], 'tls.')
forbid(http, ['request', 'get', 'createServer'], 'http.')
forbid(https, ['request', 'get', 'createServer'], 'https.')
forbid(http2, ['connect', 'createServer'], 'http2.')
forbid(dgram, ['createSocket'], 'dgram.')
forbid(
  dns,
  Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name)),
  'dns.',
)
forbid(
  dns.promises,
  Object.keys(dns.promises).filter((name) => /^(lookup|resolve|reverse)/.test(name)),
  'dns.',
)
forbid(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'child_process.')
forbid(globalThis, ['fetch', 'WebSocket', 'EventSource'], '')

const outside = (path) => {
  const full = resolve(String(path))
  return !allowed.some((folder) => full === folder || full.startsWith(folder + sep))
}
const isWriting = (flags) => (typeof flags === 'number' ? (flags & 3) !== 0 : /[wa+]/.test(flags ?? 'r'))
// Which arguments of a function are paths that it writes to; `open` only when its flags say so.
const WRITES = {
  appendFile: [0],
  copyFile: [1],
  cp: [1],
  link: [1],
  mkdir: [0],
  mkdtemp: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  truncate: [0],
  unlink: [0],
  writeFile: [0],
  chmod: [0],
  utimes: [0],
  createWriteStream: [0],
  open: [0],
}
const watch = (owner, suffix) => {
  for (const [base, positions] of Object.entries(WRITES)) {
    const name = base + suffix
    const real = owner[name]
    if (typeof real !== 'function') continue
    owner[name] = (...args) => {
      if (base !== 'open' || isWriting(args[1]))
        for (const position of positions)
          if (!(args[position] instanceof Object) && typeof args[position] !== 'number' && outside(args[position]))
            record(`${name} ${args[position]}`)
      return real.apply(owner, args)
    }
  }
}
watch(fs, '')
watch(fs, 'Sync')
watch(fs.promises, '')
syncBuiltinESMExports()
