/** The shape of a Chinese namespace, so that the compiler finds an English word that is missing or left over. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
