import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { DATABASES, ENGINES } from '../../__testUtils__/harness';
import {
  toChangeRecord,
  toChangeRow,
  toDecisionRecord,
  toDecisionRow,
  toDeliveryRecord,
  toDeliveryRow,
  toDetectionRecord,
  toDetectionRow,
  toPatternRecord,
  toPatternRow,
  toRejectionRecord,
  toRejectionRow,
  toRuleRecord,
  toRuleRow,
  toServiceKeyRecord,
  toServiceKeyRow,
  toSightingRecord,
  toSightingRow,
  toSourceStateRecord,
  toSourceStateRow,
  toSuppressionRecord,
  toSuppressionRow,
} from './rows';

jest.setTimeout(60_000);

const AT = '2026-11-30T08:00:00.000Z';
const ADA = 'user:default/ada';
const HASH = 'a'.repeat(64);
const SERVICE = 'component:default/payments-api';

interface RoundTrip {
  table: string;
  /** The fields that are always there. */
  required: object;
  optional: object;
  toRow: (record: never) => object;
  toRecord: (row: Record<string, unknown>) => object;
}

const ROUND_TRIPS: RoundTrip[] = [
  {
    table: 'detections',
    required: {
      seq: 1,
      id: 'id-1',
      sourceId: 'github',
      fingerprint: HASH,
      fingerprintBasis: 'alert:1',
      episode: 1,
      isLatest: true,
      title: 'Token in a log',
      severity: 'high',
      severityRank: 4,
      status: 'new',
      sourceState: 'firing',
      mappingTried: ['label'],
      firstSeenAt: AT,
      lastSeenAt: AT,
      count: 1,
      isTest: false,
      labels: { app: 'x' },
      searchText: 'token',
      verifiedBy: 'hmac-sha256',
      redactions: 0,
      deliveryId: 'id-2',
      payloadSha256: HASH,
      version: 1,
    },
    optional: {
      description: 'Seen',
      statedSeverity: '8.0 of 10',
      class: 'fraud',
      ruleId: 'rule',
      ruleName: 'Rule',
      stateAt: AT,
      entityRef: SERVICE,
      mapping: { way: 'label', value: 'app=x' },
      occurredAt: AT,
      url: 'https://example.com',
      resolvedAt: AT,
      incidentSeq: 3,
      decidedAt: AT,
      decidedBy: ADA,
      decidedRule: { id: 'r', name: 'R' },
      disposition: 'benign',
      reason: 'x',
      suppressionId: 's',
      suggestedSeq: 4,
      suggestedBy: 'R',
      repeatNotedAt: AT,
      pending: 'both',
    },
    toRow: toDetectionRow,
    toRecord: toDetectionRecord,
  },
  {
    table: 'detection_sightings',
    required: {
      detectionSeq: 1,
      deliveryId: 'id-1',
      at: AT,
      sourceState: 'firing',
    },
    optional: {},
    toRow: toSightingRow,
    toRecord: toSightingRecord,
  },
  {
    table: 'detection_decisions',
    required: { detectionSeq: 1, at: AT, kind: 'dismissed' },
    optional: {
      actor: ADA,
      ruleId: 'r',
      ruleName: 'R',
      disposition: 'test',
      reason: 'x',
      incidentSeq: 2,
      entityRef: SERVICE,
    },
    toRow: toDecisionRow,
    toRecord: toDecisionRecord,
  },
  {
    table: 'detection_deliveries',
    required: {
      id: 'id-1',
      sourceId: 'github',
      receivedAt: AT,
      outcome: 'accepted',
      size: 10,
      sha256: HASH,
      redactions: 1,
      verifiedBy: 'hmac-sha256',
      isTest: true,
      detections: 2,
    },
    optional: { deliveryKey: 'guid', payload: '{}', note: 'x' },
    toRow: toDeliveryRow,
    toRecord: toDeliveryRecord,
  },
  {
    table: 'detection_rejections',
    required: {
      sourceId: 'github',
      minute: AT,
      reason: 'bad-signature',
      total: 3,
      lastAt: AT,
    },
    optional: {},
    toRow: toRejectionRow,
    toRecord: toRejectionRecord,
  },
  {
    table: 'detection_source_states',
    required: { sourceId: 'github' },
    optional: {
      mutedUntil: AT,
      muteReason: 'x',
      mutedBy: ADA,
      silentSince: AT,
      notifiedAt: AT,
    },
    toRow: toSourceStateRow,
    toRecord: toSourceStateRecord,
  },
  {
    table: 'detection_service_keys',
    required: { kind: 'name', key: 'x', entityRef: SERVICE, path: '' },
    optional: {},
    toRow: toServiceKeyRow,
    toRecord: toServiceKeyRecord,
  },
  {
    table: 'detection_rules',
    required: {
      id: 'id-1',
      position: 1,
      name: 'R',
      isEnabled: false,
      definition: { condition: { sourceIds: ['github'] }, action: 'ignore' },
      updatedBy: ADA,
      updatedAt: AT,
      version: 2,
    },
    optional: {},
    toRow: toRuleRow,
    toRecord: toRuleRecord,
  },
  {
    table: 'detection_suppressions',
    required: {
      id: 'id-1',
      name: 'S',
      condition: { severities: ['low'] },
      reason: 'x',
      createdBy: ADA,
      createdAt: AT,
      endsAt: AT,
      version: 1,
    },
    optional: {},
    toRow: toSuppressionRow,
    toRecord: toSuppressionRecord,
  },
  {
    table: 'detection_patterns',
    required: {
      id: 'id-1',
      position: 1,
      name: 'P',
      label: 'host',
      pattern: 'a-\\d+',
      entityRef: SERVICE,
      updatedBy: ADA,
      updatedAt: AT,
      version: 1,
    },
    optional: {},
    toRow: toPatternRow,
    toRecord: toPatternRecord,
  },
  {
    table: 'detection_changes',
    required: {
      at: AT,
      by: ADA,
      kind: 'rule',
      action: 'added',
      name: 'R',
      data: { position: 1 },
    },
    optional: {},
    toRow: toChangeRow,
    toRecord: toChangeRecord,
  },
];

describe.each(ENGINES)('row mappers of detections on %s', engine => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await DATABASES.init(engine);
    await knex.migrate.latest({
      directory: resolvePackagePath(
        'backstage-plugin-security-incidents-backend',
        'migrations',
      ),
    });
  });
  afterAll(() => knex.destroy());

  it.each(ROUND_TRIPS)(
    'read from $table what they wrote',
    async ({ table, required, optional, toRow, toRecord }) => {
      for (const record of [required, { ...required, ...optional }]) {
        const rollback = new Error('Rolled back');
        const work = knex.transaction(async trx => {
          await trx(table).insert(toRow(record as never));
          const [row] = await trx(table).select();
          expect(toRecord(row)).toEqual(record);
          throw rollback;
        });
        await expect(work).rejects.toBe(rollback);
      }
    },
  );

  it.each(['detection_decisions', 'detection_changes'])(
    'cannot change or remove a row of %s',
    async table => {
      const { required, toRow } = ROUND_TRIPS.find(
        each => each.table === table,
      )!;
      await knex(table).insert(toRow(required as never));
      const rows = await knex(table).select();
      await expect(knex(table).update({ at: '' })).rejects.toThrow(
        /append-only/,
      );
      await expect(knex(table).delete()).rejects.toThrow(/append-only/);
      expect(await knex(table).select()).toEqual(rows);
    },
  );
});
