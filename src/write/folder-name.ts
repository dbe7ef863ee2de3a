/**
 * Folder names that every file system takes: ASCII letters, digits and hyphens, at most 80 characters.
 *
 * @module
 */

const MOST = 80

/** What {@link folderName} gives. */
export const PACK_FOLDER = /^[A-Z0-9]+-[a-z0-9]+(?:-[a-z0-9]+)*$/

/** `K81003`, `Siân Ŵyn & Partners` → `K81003-sian-wyn-partners`. The code comes first, so two practices never share one. */
export function folderName(ods: string, name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${ods.toUpperCase()}-${ascii || 'practice'}`.slice(0, MOST).replace(/-+$/, '')
}
