import { readFile } from 'node:fs/promises'

/** A file's bytes as text, for plain data. */
export const readBase64 = (file: string): Promise<string> => readFile(file, 'base64')
