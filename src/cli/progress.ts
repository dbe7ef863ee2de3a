/**
 * Progress of a run on stderr: one line that changes on a terminal, plain lines elsewhere, JSON lines on request.
 *
 * @module
 */
import type { BuiltPack } from '../pipeline.ts'

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
