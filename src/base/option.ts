/**
 * How a message names an option of the call: as the library's option types name it, so that a program's caller is not sent
 * to a flag that it does not have. The command line says the flag instead.
 */

/** ``option `only` ``, and with the value that would help ``option `dateOrder: mdy` ``. */
export const option = (name: string, value?: string): string =>
  value === undefined ? `option \`${name}\`` : `option \`${name}: ${value.replaceAll('`', "'")}\``

const NAMED = /\boption `(\w+)(?:: ([^`]+))?`/g

/** The text with each option said by {@link option} in the words of somebody else, such as flags. */
export const sayOptions = (text: string, say: (name: string, value: string | undefined) => string): string =>
  text.replace(NAMED, (_, name: string, value: string | undefined) => say(name, value))
