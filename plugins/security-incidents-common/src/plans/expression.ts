import {
  PLAN_CONDITION_PATHS,
  type PlanConditionFacts,
  type PlanConditionPath,
  type PlanConditionPathName,
} from './conditionPaths';
import { PlanConditionError, type Token, tokenize } from './tokens';
import { list } from './words';

/*
 * The language of `when`. It is parsed, never run as code. It has comparisons of a known path with texts, numbers and
 * booleans, `in`, `not`, `and`, `or` and parentheses:
 *
 *   incident.personalData.involved != 'no'
 *   incident.severity in ['high', 'critical'] and not incident.isMajor
 *   incident.severity >= 'high' or 'public' in affected.exposures
 *
 * An unknown fact equals nothing, is in no list and is neither above nor below anything: `==`, `in` and `<` are false,
 * `!=` and `not in` are true, and a bare path is false. A task with `!= 'no'` therefore applies until somebody says no.
 */

/** How deep parentheses and `not` may be nested. @public */
export const PLAN_CONDITION_MAX_DEPTH = 20;

/** @public */
export type PlanConditionLiteral = string | number | boolean;

/** @public */
export type PlanConditionOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | 'contains'
  | 'not contains';

/**
 * A parsed condition: plain data, safe to store. `'x' in path` is the operator `contains` on the path.
 *
 * @public
 */
export type PlanCondition =
  | { kind: 'and' | 'or'; terms: PlanCondition[] }
  | { kind: 'not'; term: PlanCondition }
  | { kind: 'true'; path: PlanConditionPathName }
  | {
      kind: 'compare';
      path: PlanConditionPathName;
      operator: PlanConditionOperator;
      /** One value, except for `in` and `not in`. */
      values: PlanConditionLiteral[];
    };

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;

function isPathName(name: string): name is PlanConditionPathName {
  return Object.prototype.hasOwnProperty.call(PLAN_CONDITION_PATHS, name);
}

function describeToken(token: Token): string {
  return token.kind === 'end' ? 'the end' : `"${token.text}"`;
}

class Parser {
  private index = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  parse(): PlanCondition {
    const condition = this.chain('or');
    this.expect('end', 'and, or, or the end');
    return condition;
  }

  private get token(): Token {
    return this.tokens[this.index];
  }

  private next(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  private isText(text: string): boolean {
    return (
      (this.token.kind === 'word' || this.token.kind === 'symbol') &&
      this.token.text === text
    );
  }

  private accept(text: string): boolean {
    if (!this.isText(text)) return false;
    this.next();
    return true;
  }

  private fail(expected: string, token = this.token): never {
    throw new PlanConditionError(
      token.position,
      expected,
      describeToken(token),
    );
  }

  private expect(kind: Token['kind'], expected: string): Token {
    if (this.token.kind !== kind) this.fail(expected);
    return this.next();
  }

  private nested<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > PLAN_CONDITION_MAX_DEPTH) {
      this.fail(`at most ${PLAN_CONDITION_MAX_DEPTH} levels of nesting`);
    }
    const result = read();
    this.depth -= 1;
    return result;
  }

  private chain(kind: 'or' | 'and'): PlanCondition {
    const read = () => (kind === 'or' ? this.chain('and') : this.term());
    const terms = [read()];
    while (this.accept(kind)) terms.push(read());
    return terms.length === 1 ? terms[0] : { kind, terms };
  }

  private term(): PlanCondition {
    if (this.accept('not')) {
      return { kind: 'not', term: this.nested(() => this.term()) };
    }
    if (this.accept('(')) {
      const inner = this.nested(() => this.chain('or'));
      if (!this.accept(')')) this.fail('a closing parenthesis');
      return inner;
    }
    if (this.token.kind === 'text') return this.membership();
    if (this.token.kind !== 'word') {
      this.fail('a path such as incident.severity');
    }
    return this.comparison();
  }

  /** `'public' in affected.exposures` */
  private membership(): PlanCondition {
    const value = this.next().text;
    const negated = this.accept('not');
    if (!this.accept('in')) this.fail('in, followed by a path with a list');
    const token = this.token;
    const { name, path } = this.path();
    if (path.type !== 'list') this.fail('a path that holds a list', token);
    return {
      kind: 'compare',
      path: name,
      operator: negated ? 'not contains' : 'contains',
      values: [value],
    };
  }

  private comparison(): PlanCondition {
    const { name, path } = this.path();
    const start = this.token;
    const operator = COMPARISONS.find(symbol => this.isText(symbol));
    if (operator) {
      this.next();
      if (path.type === 'list') {
        this.fail(`a word in quotes before in ${name}`, start);
      }
      const needsOrder = operator !== '==' && operator !== '!=';
      if (needsOrder && path.type !== 'number' && !path.ordered) {
        this.fail(`== or !=, because ${name} has no order`, start);
      }
      const value = this.literal(path);
      return { kind: 'compare', path: name, operator, values: [value] };
    }
    const negated = this.accept('not');
    if (this.accept('in')) {
      if (path.type === 'list') {
        this.fail(`a word in quotes before in ${name}`, start);
      }
      return {
        kind: 'compare',
        path: name,
        operator: negated ? 'not in' : 'in',
        values: this.literals(path),
      };
    }
    if (negated) this.fail('in');
    if (path.type !== 'boolean') {
      this.fail(`a comparison such as ${name} == ...`);
    }
    return { kind: 'true', path: name };
  }

  private path(): { name: PlanConditionPathName; path: PlanConditionPath } {
    const token = this.expect('word', 'a path such as incident.severity');
    if (!isPathName(token.text)) {
      this.fail(
        `one of the known paths (${Object.keys(PLAN_CONDITION_PATHS).join(
          ', ',
        )})`,
        token,
      );
    }
    return { name: token.text, path: PLAN_CONDITION_PATHS[token.text] };
  }

  private literals(path: PlanConditionPath): PlanConditionLiteral[] {
    if (!this.accept('[')) this.fail("a list such as ['high', 'critical']");
    const values = [this.literal(path)];
    while (this.accept(',')) values.push(this.literal(path));
    if (!this.accept(']')) this.fail('a comma or a closing bracket');
    return values;
  }

  private literal(path: PlanConditionPath): PlanConditionLiteral {
    const { token } = this;
    if (path.type === 'boolean') {
      if (this.accept('true')) return true;
      if (this.accept('false')) return false;
      return this.fail('true or false');
    }
    if (path.type === 'number') {
      return Number(this.expect('number', 'a number').text);
    }
    if (path.values) {
      if (token.kind !== 'text' || !path.values.includes(token.text)) {
        const words = path.values.map(value => `'${value}'`);
        this.fail(words.length > 12 ? 'a known word' : list(words, 'or'));
      }
    }
    return this.expect('text', "a word in quotes such as 'high'").text;
  }
}

/**
 * Parses a condition.
 *
 * @throws PlanConditionError with the position and what was expected there
 * @public
 */
export function parsePlanCondition(text: string): PlanCondition {
  return new Parser(tokenize(text)).parse();
}

type Comparison = Extract<PlanCondition, { kind: 'compare' }>;

function compareOrder(
  path: PlanConditionPath,
  actual: unknown,
  expected: PlanConditionLiteral,
): number {
  if (path.type === 'number') return Number(actual) - Number(expected);
  const getRank = (value: unknown) => {
    const index = path.values?.indexOf(String(value)) ?? -1;
    return index < 0 ? NaN : index;
  };
  return getRank(actual) - getRank(expected);
}

function compare(
  { path, operator, values }: Comparison,
  facts: PlanConditionFacts,
): boolean {
  const actual = getFact(path, facts);
  const includes = () =>
    actual !== undefined &&
    (Array.isArray(actual)
      ? values.some(value => actual.includes(value))
      : values.some(value => value === actual));
  const order = () =>
    actual === undefined
      ? NaN
      : compareOrder(PLAN_CONDITION_PATHS[path], actual, values[0]);
  switch (operator) {
    case '==':
    case 'in':
    case 'contains':
      return includes();
    case '!=':
    case 'not in':
    case 'not contains':
      return !includes();
    case '<':
      return order() < 0;
    case '<=':
      return order() <= 0;
    case '>':
      return order() > 0;
    default:
      return order() >= 0;
  }
}

/** A fact of the wrong type counts as unknown. */
function getFact(
  name: PlanConditionPathName,
  facts: PlanConditionFacts,
): PlanConditionFacts[PlanConditionPathName] {
  const value = Object.prototype.hasOwnProperty.call(facts, name)
    ? facts[name]
    : undefined;
  const { type } = PLAN_CONDITION_PATHS[name];
  if (type === 'list') return Array.isArray(value) ? value : undefined;
  const expected = type === 'text' ? 'string' : type;
  // eslint-disable-next-line valid-typeof
  return typeof value === expected ? value : undefined;
}

/**
 * Whether a condition holds. Unknown facts equal nothing, are in no list and compare as false.
 *
 * @public
 */
export function evaluatePlanCondition(
  condition: PlanCondition,
  facts: PlanConditionFacts,
): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.terms.every(term => evaluatePlanCondition(term, facts));
    case 'or':
      return condition.terms.some(term => evaluatePlanCondition(term, facts));
    case 'not':
      return !evaluatePlanCondition(condition.term, facts);
    case 'true':
      return getFact(condition.path, facts) === true;
    default:
      return compare(condition, facts);
  }
}
