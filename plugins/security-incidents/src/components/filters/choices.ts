import { parseEntityRef } from '@backstage/catalog-model';
import {
  DUE_STATES,
  type DueState,
  INCIDENT_STATUSES,
  type IncidentStatus,
  PRIORITIES,
  RSIT_CLASSES,
  type RsitClass,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentFilters } from '../../hooks';
import { getLabels, type Translate } from '../../translation';
import { monthOf, utcDay } from '../../time';

const DUE_KEYS = { overdue: 'overdue', 'at-risk': 'atRisk' } as const;

/** Filters with a fixed list of values. */
export const CHOICES = [
  {
    name: 'status',
    values: INCIDENT_STATUSES,
    getLabel: (t: Translate, value: string) =>
      t(`term.status.${value as IncidentStatus}`),
  },
  {
    name: 'severity',
    values: [...[...SEVERITIES].reverse(), 'undecided'],
    getLabel: (t: Translate, value: string) =>
      t(`term.severity.${value as Severity | 'undecided'}`),
  },
  {
    name: 'priority',
    values: PRIORITIES,
    getLabel: (_: Translate, value: string) => value,
  },
  {
    name: 'class',
    values: [...RSIT_CLASSES, 'undecided'],
    getLabel: (t: Translate, value: string) =>
      value === 'undecided'
        ? t('term.undecided')
        : getLabels(t, 'rsitClass')[value as RsitClass],
  },
  {
    name: 'due',
    values: DUE_STATES,
    getLabel: (t: Translate, value: string) =>
      t(`incidentFilters.due.${DUE_KEYS[value as DueState]}`),
  },
] as const;

/** Filters whose values are entities of the catalog. */
export const ENTITY_CHOICES = [
  {
    name: 'service',
    kinds: ['component', 'api', 'resource', 'system', 'domain'],
  },
  { name: 'owner', kinds: ['group', 'user'] },
] as const;

/** The names of all filters with a list of values. */
export type ChoiceName =
  | (typeof CHOICES)[number]['name']
  | (typeof ENTITY_CHOICES)[number]['name'];

/** The name of an entity, with its namespace unless that is the default one. */
export function shortRef(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref);
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    // A hand-typed address can hold anything. It is shown as it is; the backend says what is wrong with it.
    return ref;
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** `Nov 2026` for a whole month, otherwise its first and last day. */
export function getPeriodLabel(
  t: Translate,
  from?: string,
  to?: string,
): string {
  const lastDay = to && new Date(new Date(to).getTime() - DAY_MS).toISOString();
  if (from && lastDay) {
    const start = new Date(from);
    const nextMonth = new Date(
      Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1),
    );
    if (nextMonth.toISOString() === to && start.getUTCDate() === 1) {
      return monthOf(from);
    }
    return t('incidentFilters.detected.fromTo', {
      from: utcDay(from),
      to: utcDay(lastDay),
    });
  }
  if (from) return t('incidentFilters.detected.from', { day: utcDay(from) });
  return lastDay
    ? t('incidentFilters.detected.to', { day: utcDay(lastDay) })
    : '';
}

/** One filter value that the reader can remove. */
export interface ActiveFilter {
  id: string;
  label: string;
  /** The entity that the value is, to show its display name. */
  entity?: { name: string; entityRef: string };
  /** Names in the URL with what remains of them. */
  without: Record<string, string[] | undefined>;
}

/** Numbers of reports count merged incidents within others, so they link to all statuses but that one. */
function isAllButMerged({ status }: IncidentFilters): boolean {
  return (
    status.length === INCIDENT_STATUSES.length - 1 && !status.includes('merged')
  );
}

/** Every filter in use but the search text, which its own field shows. */
export function getActiveFilters(
  t: Translate,
  filters: IncidentFilters,
): ActiveFilter[] {
  const toActive = (
    name: ChoiceName,
    getLabel: (value: string) => string,
    isEntity: boolean,
  ): ActiveFilter[] =>
    (filters[name] as string[]).map(value => ({
      id: `${name}=${value}`,
      label: t('incidentFilters.value', {
        name: t(`incidentFilters.name.${name}`),
        value: getLabel(value),
      }),
      ...(isEntity && {
        entity: { name: t(`incidentFilters.name.${name}`), entityRef: value },
      }),
      without: {
        [name]: (filters[name] as string[]).filter(other => other !== value),
      },
    }));
  const active: ActiveFilter[] = [
    ...CHOICES.filter(
      ({ name }) => name !== 'status' || !isAllButMerged(filters),
    ).flatMap(({ name, getLabel }) =>
      toActive(name, value => getLabel(t, value), false),
    ),
    ...ENTITY_CHOICES.flatMap(({ name }) => toActive(name, shortRef, true)),
  ];
  if (filters.from || filters.to) {
    active.push({
      id: 'period',
      label: t('incidentFilters.value', {
        name: t('incidentFilters.detected.label'),
        value: getPeriodLabel(t, filters.from, filters.to),
      }),
      without: { from: undefined, to: undefined },
    });
  }
  if (isAllButMerged(filters)) {
    active.push({
      id: 'merged',
      label: t('incidentFilters.notMerged'),
      without: { status: undefined },
    });
  }
  if (filters.key.length > 0) {
    active.push({
      id: 'key',
      label:
        filters.key.length > 1
          ? t('incidentFilters.chosen', { count: filters.key.length })
          : filters.key[0],
      without: { key: undefined },
    });
  }
  if (filters.exercises) {
    active.push({
      id: 'exercises',
      label: t('incidentFilters.exercisesShown'),
      without: { mode: undefined },
    });
  }
  return active;
}
