import type { z } from 'zod';
import { type ResponsePlan, responsePlanSpecSchema } from './document';
import { RESPONSE_PLAN_API_VERSION, RESPONSE_PLAN_KIND } from './kind';
import {
  lintResponsePlan,
  type PlanFinding,
  type PlanLintOptions,
} from './lint';

type Issue = z.core.$ZodIssue;
type Path = PropertyKey[];

function pathText(path: Path): string {
  return path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      if (!/^[A-Za-z_][\w-]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return at === 0 ? key : `.${key}`;
    })
    .join('');
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    document,
  );
}

/**
 * A value that matches no branch of a union fails in all of them. If exactly the required keys of one branch are there, its
 * errors help more than the list of branches.
 */
function meantBranch(
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
): Issue[] | undefined {
  const complete = issue.errors.filter(branch =>
    branch.every(inner => valueAt(value, inner.path) !== undefined),
  );
  return complete.sort((a, b) => a.length - b.length)[0];
}

function toMessage(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const choice = issue.values.map(String).join(', ');
    const wanted =
      issue.values.length > 1 ? `one of ${choice}` : `${choice} or left out`;
    return value === undefined
      ? `is missing: must be ${wanted}`
      : `is ${JSON.stringify(value)}: must be ${wanted}`;
  }
  if (issue.code === 'invalid_type') {
    return value === undefined
      ? `is missing: add it, it must be ${withArticle(issue.expected)}`
      : `must be ${withArticle(issue.expected)}`;
  }
  if (issue.code === 'too_small') {
    return 'must not be empty: fill it in or remove it';
  }
  if (issue.code === 'too_big') {
    return `is too long: at most ${issue.maximum}${
      issue.origin === 'string' ? ' characters' : ''
    }`;
  }
  if (issue.code === 'invalid_format' && issue.format === 'url') {
    return 'must be a full URL such as https://docs.example.com/rotation';
  }
  return issue.message;
}

function withArticle(expected: string): string {
  if (expected === 'array') return 'a list';
  if (expected === 'object' || expected === 'record') {
    return 'a block of keys and values';
  }
  if (expected === 'string') return 'text';
  if (expected === 'int' || expected === 'number') return 'a whole number';
  if (expected === 'boolean') return 'true or false';
  return `of type ${expected}`;
}

function toFindings(
  issue: Issue,
  above: Path,
  document: unknown,
): PlanFinding[] {
  const path = [...above, ...issue.path];
  const value = valueAt(document, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      level: 'error',
      code: 'unknown-key',
      path: pathText([...path, key]),
      message: `there is no key ${key} here: check its spelling or remove it`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue, value);
    if (meant) {
      return meant.flatMap(inner => toFindings(inner, path, document));
    }
  }
  return [
    {
      level: 'error',
      code: value === undefined ? 'missing' : 'invalid',
      path: pathText(path),
      message: toMessage(issue, value),
    },
  ];
}

/** The parts of a catalog entity that the parser reads. @public */
export interface ResponsePlanDocument {
  apiVersion: string;
  kind: string;
  metadata: ResponsePlan['metadata'];
  spec?: unknown;
}

/**
 * Parses a response plan. Returns the plan, or findings with their paths. It does not lint; see {@link checkResponsePlan}.
 *
 * @public
 */
export function parseResponsePlan(entity: ResponsePlanDocument): {
  plan?: ResponsePlan;
  findings: PlanFinding[];
} {
  const findings: PlanFinding[] = [];
  for (const [field, wanted] of [
    ['kind', RESPONSE_PLAN_KIND],
    ['apiVersion', RESPONSE_PLAN_API_VERSION],
  ] as const) {
    if (entity[field] !== wanted) {
      findings.push({
        level: 'error',
        code: 'invalid',
        path: field,
        message: `is ${JSON.stringify(entity[field])}: must be ${wanted}`,
      });
    }
  }
  const result = responsePlanSpecSchema.safeParse(entity.spec);
  if (!result.success) {
    findings.push(
      ...result.error.issues.flatMap(issue =>
        toFindings(issue, ['spec'], { spec: entity.spec }),
      ),
    );
  }
  if (!result.success || findings.length > 0) return { findings };
  return {
    plan: {
      apiVersion: RESPONSE_PLAN_API_VERSION,
      kind: RESPONSE_PLAN_KIND,
      metadata: entity.metadata,
      spec: result.data,
    },
    findings,
  };
}

/**
 * Parses and lints a response plan.
 *
 * @public
 */
export function checkResponsePlan(
  entity: ResponsePlanDocument,
  options?: PlanLintOptions,
): { plan?: ResponsePlan; findings: PlanFinding[] } {
  const { plan, findings } = parseResponsePlan(entity);
  return plan
    ? { plan, findings: lintResponsePlan(plan, options) }
    : { findings };
}

/** Formats a finding as one line: `spec.owner: is missing ...`. @public */
export function formatPlanFinding({ path, message }: PlanFinding): string {
  return `${path}: ${message}`;
}
