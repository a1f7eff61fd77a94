import {
  INCIDENT_MODES,
  INCIDENT_STATUSES,
  type IncidentMode,
  type IncidentStatus,
  type Page,
  PRIORITIES,
  type Priority,
  RSIT_CLASSES,
  type RsitClass,
  SEVERITIES,
  type Severity,
  type SeverityCounts,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from './components';

/*
 * Fields that answers are made of.
 */

/** A moment. */
export const time = z.iso
  .datetime({ precision: 3 })
  .describe('ISO-8601 in UTC with milliseconds.');
/** A day without a time. */
export const day = z.iso.date().describe('Day (UTC), such as `2026-11-23`.');
export const text = z.string();
export const count = z.int().min(0);
export const milliseconds = count.describe('Duration in milliseconds.');
/** `kind:namespace/name`, lower-case. */
export const entityRef = z
  .string()
  .regex(/^[^:/]+:[^:/]+\/[^:/]+$/)
  .describe('Full entity ref, lower-case.');
/** Who did something. */
export const actor = z
  .string()
  .describe('Entity ref of a user, or the subject of a plugin.');

export const statusSchema = component<IncidentStatus>()(
  'IncidentStatus',
  z.enum(INCIDENT_STATUSES).describe('Phase of the incident.'),
);
export const severitySchema = component<Severity>()(
  'Severity',
  z.enum(SEVERITIES).describe('OCSF severity, least first.'),
);
export const prioritySchema = component<Priority>()(
  'Priority',
  z.enum(PRIORITIES).describe('P1 is handled first.'),
);
export const classSchema = component<RsitClass>()(
  'RsitClass',
  z.enum(RSIT_CLASSES).describe('Class of the RSIT taxonomy.'),
);
export const modeSchema = component<IncidentMode>()(
  'IncidentMode',
  z.enum(INCIDENT_MODES).describe('Only `real` incidents count in figures.'),
);

export const severityCountsSchema = component<SeverityCounts>()(
  'SeverityCounts',
  z
    .record(z.enum([...SEVERITIES, 'undecided']), count)
    .describe('Incidents by severity; `undecided` ones wait for triage.'),
);

/** A page of a list. */
export function pageOf<T>(item: z.ZodType<T>) {
  return z.strictObject({
    items: z.array(item),
    totalItems: count.describe('Items on all pages.'),
    pageInfo: z.strictObject({
      nextCursor: text
        .optional()
        .describe('`cursor` of the next page. Absent on the last page.'),
    }),
  });
}

/** A named page of a list. */
export function pageComponent<T>(
  id: string,
  item: z.ZodType<T>,
): z.ZodType<Page<T>> {
  return component<Page<T>>()(id, pageOf(item) as never);
}
