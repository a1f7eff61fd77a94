import {
  type Population,
  POPULATION_STATES,
  type RecordState,
  REQUIREMENT_IDS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { count, text, time } from '../http/fields';

const refs = z.array(text).optional();
export const counted = z
  .strictObject({ total: count, keys: z.array(text) })
  .describe('A number, and the keys of the first incidents behind it.');
export const requirement = z.enum(REQUIREMENT_IDS);
export const pageInfo = z.strictObject({ nextCursor: text.optional() });

export const periodShape = {
  from: time.describe('Start of the period.'),
  to: time.describe('End of the period, exclusive.'),
  zone: text.describe('IANA name of the time zone of days and months.'),
};
export const scopeSchema = z
  .strictObject({ entityRef: refs, system: refs, domain: refs, owner: refs })
  .describe('What the report is narrowed to.');

export const headerShape = {
  period: z.strictObject(periodShape),
  scope: scopeSchema,
  at: time.describe('When it was computed.'),
};

export const populationSchema = component<Population>()(
  'ReportPopulation',
  z.strictObject({
    records: count,
    exercises: counted,
    merged: z.strictObject({
      ...counted.shape,
      into: z.array(z.strictObject({ key: text, mergedInto: text.optional() })),
    }),
    incidents: count.describe('Records without exercises and merged ones.'),
    byState: z.record(z.enum(POPULATION_STATES), count),
    restricted: counted,
    red: counted,
    hits: z.strictObject({ entities: count, total: count }),
    entries: count,
  }),
);

export const recordStateSchema = component<RecordState>()(
  'ReportRecordState',
  z.strictObject({
    chains: count,
    intact: count,
    unchecked: count,
    checkedAt: time.optional(),
    broken: counted,
  }),
);
