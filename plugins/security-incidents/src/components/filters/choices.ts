import { parseEntityRef } from '@backstage/catalog-model';
import {
  INCIDENT_STATUSES,
  PRIORITIES,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  SEVERITY_LABELS,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentFilters } from '../../hooks';
import { dayOf, monthOf } from '../../time';

/** Filters whose words are known. */
export const CHOICES = [
  {
    name: 'status',
    label: 'Status',
    options: INCIDENT_STATUSES.map(id => ({ id, label: STATUS_LABELS[id] })),
  },
  {
    name: 'severity',
    label: 'Severity',
    options: [...SEVERITIES]
      .reverse()
      .map(id => ({ id, label: SEVERITY_LABELS[id] })),
  },
  {
    name: 'priority',
    label: 'Priority',
    options: PRIORITIES.map(id => ({ id, label: id })),
  },
  {
    name: 'class',
    label: 'Class',
    options: RSIT_CLASSES.map(id => ({ id, label: RSIT_CLASS_LABELS[id] })),
  },
] as const;

/** Filters whose words are in the catalog. */
export const ENTITY_CHOICES = [
  {
    name: 'service',
    label: 'Service',
    kinds: ['component', 'api', 'resource', 'system', 'domain'],
  },
  { name: 'owner', label: 'Owner', kinds: ['group', 'user'] },
] as const;

/** The names of all filters with a list of values. */
export type ChoiceName =
  | (typeof CHOICES)[number]['name']
  | (typeof ENTITY_CHOICES)[number]['name'];

/** A name that people know; the kind and a namespace only where they are not the usual ones. */
export function shortRef(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref);
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    // A hand-typed address can hold anything; it is shown as it is, and the backend says what is wrong with it.
    return ref;
  }
}

const DAY_MS = 24 * 60 * 60_000;

/** `Nov 2026` for a whole month, otherwise both days. */
export function periodLabel(from?: string, to?: string): string {
  const lastDay = to && new Date(new Date(to).getTime() - DAY_MS).toISOString();
  if (from && to) {
    const start = new Date(from);
    const nextMonth = new Date(
      Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1),
    );
    if (nextMonth.toISOString() === to && start.getUTCDate() === 1) {
      return monthOf(from);
    }
  }
  return [from && `from ${dayOf(from)}`, lastDay && `to ${dayOf(lastDay)}`]
    .filter(Boolean)
    .join(' ');
}

/** One filter value that can be taken back. */
export interface ActiveFilter {
  id: string;
  label: string;
  /** Names in the URL with what remains of them. */
  without: Record<string, string[] | undefined>;
}

/** Every filter that narrows the list, as a person reads it; the searched words stand in their own field. */
export function activeFilters(filters: IncidentFilters): ActiveFilter[] {
  const valueOf = (
    name: ChoiceName,
    label: string,
    wordOf: (value: string) => string,
  ) =>
    (filters[name] as string[]).map(value => ({
      id: `${name}=${value}`,
      label: `${label}: ${wordOf(value)}`,
      without: {
        [name]: (filters[name] as string[]).filter(other => other !== value),
      },
    }));
  const active: ActiveFilter[] = [
    ...CHOICES.flatMap(({ name, label, options }) =>
      valueOf(
        name,
        label,
        value =>
          (options as ReadonlyArray<{ id: string; label: string }>).find(
            ({ id }) => id === value,
          )?.label ?? value,
      ),
    ),
    ...ENTITY_CHOICES.flatMap(({ name, label }) =>
      valueOf(name, label, shortRef),
    ),
  ];
  if (filters.from || filters.to) {
    active.push({
      id: 'period',
      label: `Detected: ${periodLabel(filters.from, filters.to)}`,
      without: { from: undefined, to: undefined },
    });
  }
  if (filters.exercises) {
    active.push({
      id: 'exercises',
      label: 'Exercises shown',
      without: { mode: undefined },
    });
  }
  return active;
}
