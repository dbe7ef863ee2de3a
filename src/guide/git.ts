/**
 * Reads the git checkout that contains a guide, by running git. Nothing is written, and no program that the checkout
 * configures is run.
 *
 * @module
 */
import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { isAbsent, isThere, orIfAbsent } from '../base/files.ts'
import { UserError } from '../model/finding.ts'

/** Found without starting git: the nearest folder upwards that holds `.git` (a file of that name is a worktree's), or null. */
export async function checkoutAbove(directory: string): Promise<string | null> {
  const folder = await orIfAbsent(realpath(directory), null)
  for (let at = folder; at !== null; at = dirname(at)) {
    if (await orIfAbsent(stat(join(at, '.git')), null)) return at
    if (dirname(at) === at) return null
  }
  return null
}

export const isInCheckout = async (directory: string): Promise<boolean> => (await checkoutAbove(directory)) !== null

const execute = promisify(execFile)

/** Contents of files and folders at some commit. */
export interface BlobReader {
  /** @throws UserError `environment` where the clone lacks it: a partial clone leaves contents with the server */
  read(object: string): Promise<Buffer>
  close(): void
}

export interface Repository {
  /** Path of the guide's folder in the checkout, with `/` at its end; empty if it is the checkout itself. */
  readonly prefix: string
  /** Commits whose parents were not fetched: what they hold may be older than they are. Empty for a full clone. */
  readonly shallow: ReadonlySet<string>
  /** True where the clone left file contents with the server, so that old ones may be absent. */
  readonly partial: boolean
  /** @throws Error when git answers with an error */
  git(args: readonly string[]): Promise<string>
  /**
   * The newest commit that both the present one and the revision came from: what to compare with, so that what others have
   * done since is not taken for a change of ours.
   *
   * @throws UserError `environment` when there is no such revision, or no common commit here
   */
  baseOf(revision: string): Promise<string>
  /** Objects by name, through one process. */
  blobs(): BlobReader
  /** Removes what was laid out for git to read; nothing is ever written to the checkout. */
  close(): Promise<void>
}

/** A checkout that cannot be asked, and why, in a phrase that follows a colon. */
export interface NoRepository {
  readonly why: string
}

// What git prints must not depend on anybody's settings. Those of the checkout are not read at all: see `layOut`.
const PLAIN = ['--no-pager', '-c', 'core.quotepath=off', '-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false']

/**
 * The checkout around a folder, for reading.
 *
 * A checkout can name programs for git to run: text conversions, filters, monitors, transports of a partial clone. A guide
 * may come from anywhere, its `.git` folder with it, so git never reads that configuration: it gets a git directory of
 * ours that borrows the checkout's objects and names.
 */
export async function openRepository(directory: string): Promise<Repository | NoRepository> {
  const folder = await orIfAbsent(realpath(directory), null)
  const top = await checkoutAbove(directory)
  if (folder === null || top === null) return { why: 'this guide is in no git checkout' }
  const laid = await layOut(top)
  if ('why' in laid) return laid
  const { gitDirectory, shallow, partial } = laid
  const close = (): Promise<void> => rm(gitDirectory, { recursive: true, force: true })
  // Started outside the checkout: some systems look for programs in the current folder first.
  const options = { cwd: gitDirectory, env: environmentOf(gitDirectory), maxBuffer: 2 ** 30 }
  const words = [...PLAIN, `--git-dir=${gitDirectory}`, `--work-tree=${top}`]
  const git = async (args: readonly string[]): Promise<string> =>
    (await execute('git', [...words, ...args], options)).stdout
  try {
    await git(['rev-parse', '--git-dir'])
  } catch (error) {
    await close()
    return { why: isAbsent(error) ? 'git is not installed' : `git cannot read this checkout (${saidBy(error)})` }
  }
  const cannotCompare = (revision: string, why: string, cause?: unknown): UserError =>
    new UserError(
      'environment',
      `This guide cannot be compared with \`${revision}\`: ${why}.${shallow.size > 0 ? ' This clone is shallow.' : ''}`,
      'Name a commit, a branch or a tag that `git log` shows. In CI, fetch the whole history first.',
      { cause },
    )
  const path = relative(top, folder).replaceAll('\\', '/')
  return {
    prefix: path === '' ? '' : `${path}/`,
    shallow,
    partial,
    git,
    async baseOf(revision) {
      const find = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
      const commit = await git(find).catch((cause: unknown) => {
        throw cannotCompare(revision, 'its checkout has no such revision', cause)
      })
      const base = await git(['merge-base', commit.trim(), 'HEAD']).catch((cause: unknown) => {
        throw cannotCompare(revision, 'its checkout has no commit that both came from', cause)
      })
      return base.trim()
    },
    blobs: () => openBlobs([...words, 'cat-file', '--batch'], options),
    close,
  }
}

/** Only what a program needs to start: no variable of git's, and none of the user's own settings of it. */
function environmentOf(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|HOME$|XDG_CONFIG_HOME$)/i.test(name))
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CONFIG_HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    // Objects that a partial clone lacks stay absent; nothing is fetched, by no protocol.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  }
}

interface LaidOut {
  readonly gitDirectory: string
  readonly shallow: ReadonlySet<string>
  readonly partial: boolean
}

/** A git directory of ours: the checkout's HEAD, names of commits and objects, and a configuration that says nothing. */
async function layOut(top: string): Promise<LaidOut | NoRepository> {
  const text = (path: string): Promise<string> => orIfAbsent(readFile(path, 'utf8'), '')
  const dot = join(top, '.git')
  const isFile = (await stat(dot)).isFile()
  // A worktree's `.git` names its own directory, and that names the one it shares.
  const own = isFile ? resolve(top, /^gitdir: (.+)/.exec(await text(dot))?.[1]?.trim() ?? '') : dot
  const common = resolve(own, (await text(join(own, 'commondir'))).trim() || '.')
  const head = (await text(join(own, 'HEAD'))).trim()
  if (!/^(?:ref: refs\/\S+|[0-9a-f]{40,64})$/.test(head) || !isThere(join(common, 'objects')))
    return { why: 'its `.git` is damaged' }
  const settings = await text(join(common, 'config'))
  if (/^\s*refstorage\s*=\s*(?!files\b)/im.test(settings))
    return { why: 'its checkout keeps names of commits in a way that is not known here (reftable)' }
  const isSha256 = /^\s*objectformat\s*=\s*sha256\b/im.test(settings)
  const gitDirectory = await mkdtemp(join(tmpdir(), 'practice-packs-git-'))
  const ours = (...parts: string[]): string => join(gitDirectory, ...parts)
  await mkdir(ours('objects', 'info'), { recursive: true })
  await writeFile(ours('objects', 'info', 'alternates'), `${quoted(join(common, 'objects'))}\n`)
  await writeFile(ours('HEAD'), `${head}\n`)
  await writeFile(
    ours('config'),
    isSha256
      ? '[core]\nrepositoryformatversion = 1\n[extensions]\nobjectformat = sha256\n'
      : '[core]\nrepositoryformatversion = 0\n',
  )
  // A junction needs no rights on Windows; elsewhere it is a symbolic link.
  if (isThere(join(common, 'refs'))) await symlink(join(common, 'refs'), ours('refs'), 'junction')
  else await mkdir(ours('refs'))
  // For names such as `HEAD@{1}`. A worktree has a log of its own HEAD beside shared ones: two folders, so none.
  if (own === common && isThere(join(own, 'logs'))) await symlink(join(own, 'logs'), ours('logs'), 'junction')
  for (const name of ['packed-refs', 'shallow']) {
    const held = await text(join(common, name))
    if (held !== '') await writeFile(ours(name), held)
  }
  return {
    gitDirectory,
    shallow: new Set((await text(join(common, 'shallow'))).split(/\s+/).filter((line) => line !== '')),
    partial: /^\s*(?:promisor\s*=\s*true|partialclone\s*=)/im.test(settings),
  }
}

/** A path as git reads it in a list of paths, where a quotation mark or a line end would end it. */
const quoted = (path: string): string => (/["\\\n]/.test(path) ? JSON.stringify(path) : path)

const saidBy = (error: unknown): string => {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return said.trim().split('\n')[0] ?? ''
}

/**
 * The output of git, or `value` if its error message matches `nothing`.
 *
 * @param nothing matches git's English messages for absent things
 * @throws UserError when git fails in another way
 */
export async function gitOr(value: string, nothing: RegExp, ask: () => Promise<string>): Promise<string> {
  try {
    return await ask()
  } catch (cause) {
    const said = saidBy(cause)
    if (nothing.test(said)) return value
    throw new UserError(
      'environment',
      `git cannot read the history of this guide: ${said}`,
      'Clone it whole, without `--filter`. If it is whole, look for damage with `git fsck`.',
      { cause },
    )
  }
}

const lacking = (): UserError =>
  new UserError(
    'environment',
    'This clone of the guide lacks contents of older commits, so nothing can be compared with them.',
    'Clone it whole, without `--filter`. In CI, fetch the whole history first.',
  )

/** `git cat-file --batch`: one process answers in the order it is asked. */
function openBlobs(args: readonly string[], { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): BlobReader {
  const child = spawn('git', args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting: { resolve: (content: Buffer) => void; reject: (error: Error) => void }[] = []
  let chunks: Buffer[] = []
  let length = 0
  /** Bytes of the current answer, its line end included; null while its first line is awaited. */
  let wanted: number | null = null

  const take = (count: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
    chunks = all.length > count ? [all.subarray(count)] : []
    length -= count
    return all.subarray(0, count)
  }
  const answer = (): boolean => {
    if (wanted === null) {
      const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
      chunks = [all]
      const end = all.indexOf(10)
      if (end === -1) return false
      const [, kind, size] = take(end + 1)
        .toString('utf8')
        .trim()
        .split(' ')
      if (size === undefined || kind === 'missing') {
        waiting.shift()?.reject(lacking())
        return true
      }
      wanted = Number(size) + 1
    }
    if (length < wanted) return false
    const content = take(wanted).subarray(0, -1)
    wanted = null
    waiting.shift()?.resolve(content)
    return true
  }
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    length += chunk.length
    while (waiting.length > 0 && length > 0 && answer());
  })
  const fail = (error: Error): void => waiting.splice(0).forEach(({ reject }) => reject(error))
  child.on('error', fail)
  child.stdin.on('error', fail)
  child.on('close', () => fail(new Error('git ended before it had answered.')))
  return {
    read: (object) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        child.stdin.write(`${object}\n`)
      }),
    close: () => child.stdin.end(),
  }
}
