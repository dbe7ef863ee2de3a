/**
 * Checks that a value read from a file has the expected shape, so that damage is found when the file is read and not when
 * a field is used. Also {@link defined}, for fields that may be absent.
 *
 * @module
 */

type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'
export const number: Shape = (value) => typeof value === 'number' && Number.isFinite(value)
export const yesOrNo: Shape = (value) => typeof value === 'boolean'

/** A value or null. */
export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value)

/** A field that may be absent. */
export const maybe =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value)

export const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape)

/** Values of one shape by any name. */
export const recordOf =
  (shape: Shape): Shape =>
  (value) =>
    isRecord(value) && Object.values(value).every(shape)

/** At least these fields; a newer version may have written more. */
export const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isRecord(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]))

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields that cannot be undefined as they are, the others optional. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/**
 * The fields that have a value, in the order given: `{ ...defined({ sheet }) }` has no `sheet` where it is undefined, as
 * `exactOptionalPropertyTypes` asks.
 */
export function defined<T extends object>(values: T): Defined<T> {
  const kept: Partial<T> = {}
  for (const name in values) if (values[name] !== undefined) kept[name] = values[name]
  return kept as T & Defined<T>
}
