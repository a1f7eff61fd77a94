import { InputError } from '@backstage/errors';
import {
  type ApplicablePlansQuery,
  type CoverageQuery,
  RESPONSE_PLAN_KIND,
  RSIT_CLASSES,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import type { Request } from 'express';
import {
  flag,
  PAGE_NAMES,
  parsePage,
  parseRef,
  refs,
  searchText,
  single,
  values,
  words,
} from './parse';

export const APPLICABLE_NAMES = ['entityRef', 'class', 'severity'];
export const COVERAGE_FILTER_NAMES = [
  'owner',
  'system',
  'domain',
  'tier',
  'gaps',
  'q',
];
export const COVERAGE_NAMES = [...COVERAGE_FILTER_NAMES, ...PAGE_NAMES];

function word<T extends string>(
  request: Request,
  name: string,
  known: readonly T[],
): T | undefined {
  // Asked first: that it is given once.
  single(request, name);
  return words(request, name, known)?.[0];
}

/** The service, and what of the incident is known. */
export function parseApplicable(request: Request): ApplicablePlansQuery {
  const entityRef = single(request, 'entityRef');
  if (entityRef === undefined) throw new InputError('entityRef: is required');
  return {
    entityRef: parseRef('entityRef', entityRef),
    class: word(request, 'class', RSIT_CLASSES),
    severity: word(request, 'severity', SEVERITIES),
  };
}

/** The plan that a path names. */
export function parsePlanParams({ params }: Request): string {
  const { namespace, name } = params;
  return parseRef('plan', `${RESPONSE_PLAN_KIND}:${namespace}/${name}`);
}

/** Filters of the coverage, without pages. */
export function parseCoverageFilters(
  request: Request,
): Omit<CoverageQuery, 'limit' | 'cursor'> {
  return {
    owner: refs(request, 'owner'),
    system: refs(request, 'system'),
    domain: refs(request, 'domain'),
    tier: values(request, 'tier'),
    gaps: flag(request, 'gaps'),
    q: searchText(request),
  };
}

/** Filters and page of the coverage. */
export function parseCoverage(request: Request): CoverageQuery {
  return { ...parseCoverageFilters(request), ...parsePage(request) };
}
