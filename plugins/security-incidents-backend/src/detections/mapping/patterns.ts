import { InputError } from '@backstage/errors';

/** Longer values match no pattern, which bounds the work. */
const MAX_VALUE_LENGTH = 256;
/** The ways in which a value can be split between the parts of a pattern. */
const MAX_CHOICES = 200_000;
const MAX_REPEATS = 64;
const REF = /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/;

/** A pattern that is ready to match. */
export interface CompiledPattern {
  id: string;
  name: string;
  label: string;
  /** The service of a finding with these labels; undefined when it does not match. */
  match(labels: Readonly<Record<string, string>>): string | undefined;
}

/** A part of an expression: how many ways there are to match it, and whether it can match nothing. */
interface Part {
  choices: number;
}

/**
 * Reads an expression of a small language: characters, escapes, classes, groups, alternatives and repeats. It counts in how
 * many ways the expression can match a value; a matcher that tries them all takes no longer than that. Backreferences and
 * assertions are no part of the language.
 */
class PatternReader {
  #at = 0;

  constructor(private readonly pattern: string) {}

  /** @throws InputError that says what is not allowed */
  read(): number {
    const choices = this.#readAlternatives();
    if (this.#at < this.pattern.length) this.#fail('has a ) without a (');
    return choices;
  }

  #fail(rule: string): never {
    throw new InputError(`pattern: ${rule}`);
  }

  #peek() {
    return this.pattern[this.#at];
  }

  #readAlternatives(): number {
    let total = this.#readSequence();
    while (this.#peek() === '|') {
      this.#at += 1;
      total += this.#readSequence();
    }
    return this.#check(total);
  }

  #readSequence(): number {
    let total = 1;
    while (this.#at < this.pattern.length && !'|)'.includes(this.#peek())) {
      total = this.#check(total * this.#readRepeated());
    }
    return total;
  }

  #readRepeated(): number {
    const { choices } = this.#readPart();
    const repeats = this.#readRepeat();
    if (!repeats) return choices;
    const { min, max } = repeats;
    if (choices > 1 && max > 4) {
      this.#fail('must not repeat a group that has alternatives or repeats');
    }
    // Each number of repeats is one way, and each repeat has its own.
    return this.#check((max - min + 1) * choices ** Math.min(max, 4));
  }

  #readPart(): Part {
    const character = this.#peek();
    this.#at += 1;
    switch (character) {
      case '(':
        return this.#readGroup();
      case '[':
        return this.#readClass();
      case '\\':
        return this.#readEscape();
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        return this.#fail(`has a ${character} that must be escaped`);
      case '^':
      case '$':
        return this.#fail(
          `has a ${character}; a pattern always matches the whole value`,
        );
      default:
        return { choices: 1 };
    }
  }

  #readGroup(): Part {
    if (this.#peek() === '?') {
      if (this.pattern[this.#at + 1] !== ':') {
        this.#fail('must not use assertions or names of groups');
      }
      this.#at += 2;
    }
    const choices = this.#readAlternatives();
    if (this.#peek() !== ')') this.#fail('has a ( without a )');
    this.#at += 1;
    return { choices };
  }

  #readClass(): Part {
    const start = this.#at;
    while (this.#at < this.pattern.length && this.#peek() !== ']') {
      if (this.#peek() === '[') this.#fail('must escape [ in a class');
      this.#at += this.#peek() === '\\' ? 2 : 1;
    }
    if (this.#peek() !== ']' || this.#at === start) {
      this.#fail('has a [ without a ]');
    }
    this.#at += 1;
    return { choices: 1 };
  }

  #readEscape(): Part {
    const escaped = this.#peek();
    if (escaped === undefined || /[a-zA-Z0-9]/.test(escaped)) {
      if (escaped === undefined || !'dDwWsS'.includes(escaped)) {
        this.#fail('may escape only d, w, s and punctuation');
      }
    }
    this.#at += 1;
    return { choices: 1 };
  }

  #readRepeat(): { min: number; max: number } | undefined {
    const rest = this.pattern.slice(this.#at, this.#at + 12);
    const [text, from, comma, to] =
      /^(?:[*+?]|\{(\d{1,3})(,?)(\d{0,3})\})/.exec(rest) ?? [];
    if (text === undefined) return undefined;
    this.#at += text.length;
    if ('*+?{'.includes(this.#peek() ?? ' ')) {
      this.#fail('must not have two repeats in a row');
    }
    if (text === '*') return { min: 0, max: MAX_VALUE_LENGTH };
    if (text === '+') return { min: 1, max: MAX_VALUE_LENGTH };
    if (text === '?') return { min: 0, max: 1 };
    const min = Number(from);
    const max = comma && !to ? MAX_VALUE_LENGTH : Number(to || from);
    if (max < min || (to && max > MAX_REPEATS)) {
      this.#fail(`must repeat at most ${MAX_REPEATS} times`);
    }
    return { min, max };
  }

  #check(choices: number): number {
    if (choices > MAX_CHOICES) {
      this.#fail(
        'can match in too many ways; use at most two of * and + and fewer alternatives',
      );
    }
    return choices;
  }
}

/**
 * Checks an expression that people wrote.
 *
 * @throws InputError that names the rule, also for an expression that could take long
 */
export function checkPattern(pattern: string): RegExp {
  new PatternReader(pattern).read();
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new InputError('pattern: must be a regular expression');
  }
}

/** Puts the groups of a match in place of `$1` to `$9`. */
function fill(template: string, match: RegExpExecArray): string {
  return template
    .replace(/\$([1-9])/g, (_text, group) => match[Number(group)] ?? '')
    .toLocaleLowerCase('en-US');
}

/**
 * Checks the entity ref of a pattern, which may have groups in it.
 *
 * @throws InputError that names the rule
 */
export function checkPatternRef(entityRef: string): string {
  const ref = entityRef.trim().toLocaleLowerCase('en-US');
  if (!REF.test(ref.replace(/\$[1-9]/g, 'x'))) {
    throw new InputError(
      'entityRef: must be a full entity ref such as component:default/payments-api; $1 to $9 stand for groups',
    );
  }
  return ref;
}

/** @throws InputError for an expression or a ref that is not allowed */
export function compilePattern(pattern: {
  id: string;
  name: string;
  label: string;
  pattern: string;
  entityRef: string;
}): CompiledPattern {
  const expression = checkPattern(pattern.pattern);
  const template = checkPatternRef(pattern.entityRef);
  const { id, name, label } = pattern;
  return {
    id,
    name,
    label,
    match: labels => {
      const value = labels[label];
      if (value === undefined || value.length > MAX_VALUE_LENGTH) {
        return undefined;
      }
      const match = expression.exec(value);
      if (!match) return undefined;
      const ref = fill(template, match);
      return REF.test(ref) ? ref : undefined;
    },
  };
}
