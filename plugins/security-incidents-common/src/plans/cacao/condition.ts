import type { PlanTask } from '../document';
import {
  PLAN_CONDITION_PATHS,
  type PlanConditionPathName,
} from '../conditionPaths';
import {
  parsePlanCondition,
  type PlanCondition,
  type PlanConditionLiteral,
  type PlanConditionOperator,
} from '../expression';
import { PlanConditionError } from '../tokens';
import type { CacaoVariable } from './types';

/*
 * Writes conditions as STIX patterns over playbook variables. STIX has no `not` before parentheses, so negation is pushed
 * down to the comparisons. Our extension carries the original text.
 */

const NEGATED: Record<PlanConditionOperator, PlanConditionOperator> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
  contains: 'not contains',
  'not contains': 'contains',
};

const VARIABLE_TYPES = {
  text: 'string',
  number: 'integer',
  boolean: 'bool',
  list: 'list',
} as const;

/** `incident.personalData.involved` is `__incident_personal_data_involved__`. */
function toVariableName(path: string): string {
  const name = path
    .replace(/[A-Z]/g, letter => `_${letter}`)
    .replace(/[^A-Za-z0-9]+/g, '_');
  return `__${name.toLocaleLowerCase('en-US')}__`;
}

function literal(value: PlanConditionLiteral): string {
  if (typeof value === 'number') return String(value);
  return `'${String(value).replace(/[\\']/g, found => `\\${found}`)}'`;
}

function comparison(
  path: string,
  operator: PlanConditionOperator,
  values: readonly PlanConditionLiteral[],
): string {
  const left = `${toVariableName(path)}:value`;
  switch (operator) {
    case 'in':
    case 'not in': {
      const word = operator === 'in' ? 'IN' : 'NOT IN';
      return `${left} ${word} (${values.map(literal).join(', ')})`;
    }
    case '==':
    case 'contains':
      return `${left} = ${literal(values[0])}`;
    case 'not contains':
      return `${left} != ${literal(values[0])}`;
    default:
      return `${left} ${operator} ${literal(values[0])}`;
  }
}

/** Whether it has several comparisons, also behind a `not`. */
function isChain(condition: PlanCondition): boolean {
  return condition.kind === 'not'
    ? isChain(condition.term)
    : condition.kind === 'and' || condition.kind === 'or';
}

function write(condition: PlanCondition, negated: boolean): string {
  switch (condition.kind) {
    case 'not':
      return write(condition.term, !negated);
    case 'true':
      return comparison(condition.path, '==', [!negated]);
    case 'compare':
      return comparison(
        condition.path,
        negated ? NEGATED[condition.operator] : condition.operator,
        condition.values,
      );
    default: {
      const word = (condition.kind === 'and') === negated ? 'OR' : 'AND';
      return condition.terms
        .map(term => {
          const text = write(term, negated);
          return isChain(term) ? `(${text})` : text;
        })
        .join(` ${word} `);
    }
  }
}

function getPaths(condition: PlanCondition): PlanConditionPathName[] {
  switch (condition.kind) {
    case 'not':
      return getPaths(condition.term);
    case 'and':
    case 'or':
      return condition.terms.flatMap(getPaths);
    default:
      return [condition.path];
  }
}

/** The condition of a task, and the variables that it needs. */
export interface CacaoCondition {
  condition: string;
  variables: Record<string, CacaoVariable>;
}

function parseWhen(when: string): PlanCondition | undefined {
  try {
    return parsePlanCondition(when);
  } catch (error) {
    // Lint reports it to the author. The playbook carries the text.
    if (error instanceof PlanConditionError) return undefined;
    throw error;
  }
}

/** When a task applies, from its severities and its `when`; undefined when it always does. */
export function toCacaoCondition({
  id,
  severities,
  when,
}: Pick<PlanTask, 'id' | 'severities' | 'when'>): CacaoCondition | undefined {
  const terms: PlanCondition[] = [];
  if (severities) {
    terms.push({
      kind: 'compare',
      path: 'incident.severity',
      operator: 'in',
      values: severities,
    });
  }
  const parsed = when === undefined ? undefined : parseWhen(when);
  if (parsed) terms.push(parsed);
  const variables: Record<string, CacaoVariable> = {};
  for (const path of terms.flatMap(getPaths)) {
    const { type, description } = PLAN_CONDITION_PATHS[path];
    variables[toVariableName(path)] = {
      type: VARIABLE_TYPES[type],
      description,
      constant: false,
      external: true,
    };
  }
  const texts = terms.length
    ? [write(terms.length === 1 ? terms[0] : { kind: 'and', terms }, false)]
    : [];
  if (when !== undefined && !parsed) {
    const variable = toVariableName(`condition-${id}`);
    variables[variable] = {
      type: 'bool',
      description: when,
      constant: false,
      external: true,
    };
    texts.push(`${variable}:value = 'true'`);
  }
  return texts.length
    ? { condition: texts.join(' AND '), variables }
    : undefined;
}
