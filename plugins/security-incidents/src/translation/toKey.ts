type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** A word of a closed list as the last part of a message key: `plan-change` is `planChange`. */
export function toKey<S extends string>(word: S): CamelCase<S> {
  return word.replace(/-([a-z])/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  ) as CamelCase<S>;
}
