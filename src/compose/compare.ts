/** Texts in the order of their characters: dates as `YYYY-MM-DD` come in time's. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
