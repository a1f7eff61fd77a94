/** Texts of a language by the nested keys of the English ones. A test compares keys and placeholders. */
export interface NestedTexts {
  [key: string]: string | NestedTexts;
}

/** Loads the texts of a language when a reader chooses it. */
export type TextLoader = () => Promise<{ default: NestedTexts }>;

/**
 * The platform's type asks for flat keys, each as a type of its own, which the compiler cannot expand for this many texts.
 * At run time nested texts are found as well.
 */
export function toTranslations(loaders: Record<string, TextLoader>): {} {
  return loaders;
}
