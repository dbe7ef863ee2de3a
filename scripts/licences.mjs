// Lists the licences of everything that is installed with the tool: `node scripts/licences.mjs`, or `--json`.
// Fails when one is not in the list of licences that may be handed on with an MIT program.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './set-up.mjs'

export const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'PSF-2.0', 'OFL-1.1']

/** Packages that are needed to run, as package-lock.json names them, with the licence that each states itself. */
export function licences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && !dev && !link)
    .map(([path, entry]) => {
      const stated = join(root, path, 'package.json')
      // Optional packages for other systems are not installed here; the lockfile knows them.
      const { license, licenses } = existsSync(stated) ? JSON.parse(readFileSync(stated, 'utf8')) : entry
      return {
        name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version: entry.version,
        licence: license ?? licenses?.[0]?.type ?? licenceFile(path),
        installScript: entry.hasInstallScript === true,
      }
    })
}

/** Some packages only bring the text of their licence. */
function licenceFile(path) {
  const file = ['LICENSE', 'LICENSE.md', 'LICENCE', 'License'].map((name) => join(root, path, name)).find(existsSync)
  return file !== undefined && /Permission is hereby granted, free of charge/.test(readFileSync(file, 'utf8'))
    ? 'MIT'
    : 'unknown'
}

export const isAllowed = (licence) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(/ (?:AND|OR) /)
    .every((one) => ALLOWED.includes(one))

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = licences()
  if (process.argv.includes('--json')) console.log(JSON.stringify(found, null, 2))
  else for (const { name, version, licence } of found) console.log(`${licence.padEnd(16)} ${name} ${version}`)
  const refused = found.filter(({ licence }) => !isAllowed(licence))
  for (const { name, licence } of refused) console.error(`${name}: the licence ${licence} is not in the list.`)
  if (refused.length > 0) process.exitCode = 1
}
