/**
 * One run at a time on an output folder: a lock file that names the process, taken over when that process is gone.
 *
 * @module
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'

const LOCK = '.practice-packs.lock'

/** @returns how to let go. @throws UserError 4 while another run holds the folder */
export async function lockOutput(out: string): Promise<() => Promise<void>> {
  try {
    await mkdir(out, { recursive: true })
  } catch (cause) {
    throw new UserError(4, `The folder ${out} cannot be made.`, 'Name another with --out DIR.', { cause })
  }
  const path = join(out, LOCK)
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
        throw new UserError(4, `Nothing can be written to ${out}.`, 'Check the rights and the room on the disk.', {
          cause,
        })
      const holder = Number(await readFile(path, 'utf8').catch(() => ''))
      if (isRunning(holder))
        throw new UserError(
          4,
          `Another run (process ${holder}) is writing to ${out}.`,
          'Wait until it has finished, or name another folder with --out DIR.',
        )
      await rm(path, { force: true })
    }
  }
  throw new UserError(4, `Another run has just started on ${out}.`, 'Wait until it has finished.')
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    // Signal 0 asks whether the process exists and does nothing to it.
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
