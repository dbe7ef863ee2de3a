/**
 * What a check is. Adding a check is adding a file to `checks/` and a line to {@link file://./all-checks.mjs}.
 *
 * @typedef {'pdf' | 'docx' | 'xlsx' | 'html'} Kind
 *
 * @typedef {object} DocumentFile
 * @property {string} path
 * @property {string} name path below the directory it was found in, with `/`
 * @property {Kind} kind
 * @property {boolean} fillIn a PDF to fill in on a screen; every other PDF is for print and for the archive
 *
 * @typedef {object} Problem
 * @property {string} file
 * @property {string} rule
 * @property {string} message
 * @property {string} where
 *
 * @typedef {object} Context
 * @property {string} folder a folder for the check's files; deleted afterwards
 * @property {(sentence: string) => void} note reports something that is not a problem
 * @property {string | null} expectedPages file with the recorded page counts
 * @property {boolean} recordPages
 *
 * @typedef {object} Check
 * @property {string} id
 * @property {string} why why it matters to a reader
 * @property {readonly Kind[]} kinds
 * @property {() => string | null} missing what must be installed before it can run, or null
 * @property {(files: readonly DocumentFile[], context: Context) => Promise<Problem[]>} run
 *
 * @module
 */
export {}
