/** The longest condition that is read, in characters. @public */
export const PLAN_CONDITION_MAX_LENGTH = 500;

/** A syntax error in a condition. @public */
export class PlanConditionError extends Error {
  /** Zero-based offset into the text. */
  readonly position: number;
  /** What the parser expected. */
  readonly expected: string;

  constructor(position: number, expected: string, found: string) {
    super(
      `at character ${position + 1}: expected ${expected}, but found ${found}`,
    );
    this.name = 'PlanConditionError';
    this.position = position;
    this.expected = expected;
  }
}

/** `word` is a path or one of the words of the language; the text of a quoted one comes without its quotes. */
export interface Token {
  kind: 'word' | 'text' | 'number' | 'symbol' | 'end';
  text: string;
  position: number;
}

const PATTERNS: ReadonlyArray<[Token['kind'], RegExp]> = [
  ['word', /[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*/y],
  ['text', /'([^']*)'|"([^"]*)"/y],
  ['number', /\d{1,15}(?![\w.])/y],
  ['symbol', /==|!=|<=|>=|[<>()[\],]/y],
];

function readToken(text: string, position: number): [Token, number] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match) {
      const content = match[1] ?? match[2] ?? match[0];
      return [{ kind, text: content, position }, pattern.lastIndex];
    }
  }
  const found = String.fromCodePoint(text.codePointAt(position)!);
  const expected = /["']/.test(found)
    ? 'a closing quote'
    : 'a path, a word in quotes, a whole number or an operator';
  throw new PlanConditionError(position, expected, `"${found}"`);
}

/** Cuts a condition into tokens; the last one is always `end`. */
export function tokenize(text: string): Token[] {
  if (text.length > PLAN_CONDITION_MAX_LENGTH) {
    throw new PlanConditionError(
      PLAN_CONDITION_MAX_LENGTH,
      `at most ${PLAN_CONDITION_MAX_LENGTH} characters`,
      `${text.length}`,
    );
  }
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text[position])) {
      position += 1;
    } else {
      const [token, end] = readToken(text, position);
      tokens.push(token);
      position = end;
    }
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}
