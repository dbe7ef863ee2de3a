/**
 * Allows one run at a time on an output folder: a lock file that names the process and is touched while it works. The
 * lock is taken over when the process has ended; when the machine has been restarted since, as another program may have
 * the same number; or, where the process belongs to another machine or container and cannot be checked, when the file
 * has not been touched for a while.
 *
 * @module
 */
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname, uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { orIfAbsent } from '../base/files.ts'
import { option } from '../base/text.ts'
import { UserError } from '../model/finding.ts'

const LOCK = '.practice-packs.lock'
const TOUCHED_EVERY_MS = 5_000
/** Longer than any pack takes, and than the clocks of two machines may differ. */
const ABANDONED_AFTER_MS = 3 * 60_000

/** @returns a function that releases the lock. @throws UserError while another run holds the folder */
export async function lockOutput(out: string): Promise<() => Promise<void>> {
  try {
    await mkdir(out, { recursive: true })
  } catch (cause) {
    throw new UserError(
      'environment',
      `The folder ${out} cannot be made.`,
      `Name another with ${option('out', 'DIR')}.`,
      { cause },
    )
  }
  const path = join(out, LOCK)
  const own = `${process.pid} ${hostname()} ${performance.timeOrigin}`
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      await writeFile(path, own, { flag: 'wx' })
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
        throw new UserError(
          'environment',
          `Nothing can be written to ${out}.`,
          'Check the rights and the room on the disk.',
          {
            cause,
          },
        )
      const holder = await holderOf(path)
      if (holder !== null)
        throw new UserError(
          'environment',
          `Another run (process ${holder}) is writing to ${out}.`,
          `Wait until it has finished, or name another folder with ${option('out', 'DIR')}. If its computer was switched off, it counts as gone after ${ABANDONED_AFTER_MS / 60_000} minutes.`,
        )
      await rm(path, { force: true })
      continue
    }
    // Two runs may have found the same abandoned lock, and the later one removed the earlier one's.
    if (tries > 0) await wait(100)
    if ((await orIfAbsent(readFile(path, 'utf8'), '')) !== own) continue
    const touch = setInterval(() => {
      const now = new Date()
      utimes(path, now, now).catch(() => undefined)
    }, TOUCHED_EVERY_MS)
    touch.unref()
    return async () => {
      clearInterval(touch)
      // The run that took it over holds it now.
      if ((await orIfAbsent(readFile(path, 'utf8'), '')) === own) await rm(path, { force: true })
    }
  }
  throw new UserError('environment', `Another run has just started on ${out}.`, 'Wait until it has finished.')
}

/** @returns the process for a message, and its machine if it is another; null when it has ended */
async function holderOf(path: string): Promise<string | null> {
  const [words, touched] = await Promise.all([
    orIfAbsent(readFile(path, 'utf8'), ''),
    orIfAbsent(
      stat(path).then(({ mtimeMs }) => mtimeMs),
      0,
    ),
  ])
  const [pid = '', host = ''] = words.split(' ')
  const untouchedFor = Math.abs(Date.now() - touched)
  // A process that was paused, or slept with its machine, continues to write when it wakes.
  if (host === hostname()) return untouchedFor < uptime() * 1000 && isRunning(Number(pid)) ? pid : null
  return host === '' || untouchedFor > ABANDONED_AFTER_MS ? null : `${pid} on ${host}`
}

function isRunning(pid: number): boolean {
  // In a container every run has the same number, so the owner of the lock is not this process.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    // Signal 0 checks that the process exists and does nothing to it.
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
