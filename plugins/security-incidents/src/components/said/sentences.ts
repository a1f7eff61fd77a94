/** English texts by key, nested. */
interface Texts {
  readonly [name: string]: string | Texts;
}

/** Looks up a text whose key is known at run time only. */
export type SayKey = (key: string, values: Record<string, string>) => string;

/** Says a part of a sentence in the reader's language; undefined when it is not known. */
export type SayPart = (say: SayKey, part: string) => string | undefined;

interface Sentence {
  key: string;
  pattern: RegExp;
  names: string[];
}

function toSentence(key: string, english: string): Sentence {
  const names: string[] = [];
  const source = english
    .split(/\{\{(\w+)\}\}/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part);
      return '(.+?)';
    })
    .join('');
  return { key, names, pattern: new RegExp(`^${source}$`, 's') };
}

function toSentences(texts: Texts, prefix: string): Sentence[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string'
      ? toSentence(`${prefix}.${name}`, text)
      : toSentences(text, `${prefix}.${name}`),
  );
}

/** Longer texts of the API are nobody's sentence, so no pattern looks at them. */
const MAX_LENGTH = 2_000;

/**
 * Finds a sentence that the API wrote in English by its English text, and says it in the reader's language.
 *
 * @param parts - how placeholders are said, by their name; others stay as they are
 */
export function createSayer(
  texts: Texts,
  prefix: string,
  parts: Record<string, SayPart> = {},
): SayPart {
  const sentences = toSentences(texts, prefix);
  return (say, text) => {
    if (text.length > MAX_LENGTH) return undefined;
    for (const { key, pattern, names } of sentences) {
      const found = pattern.exec(text);
      if (found) {
        const said = names.map((name, index): [string, string | undefined] => {
          const part = found[index + 1];
          return [name, parts[name] ? parts[name](say, part) : part];
        });
        if (said.every(([, value]) => value !== undefined)) {
          return say(key, Object.fromEntries(said) as Record<string, string>);
        }
      }
    }
    return undefined;
  };
}
