import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import {
  INCIDENT_STATUSES,
  SEVERITIES,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { DatabaseIncidentsStore } from '../incidents/store/DatabaseIncidentsStore';
import { applyCriteria } from '../incidents/store/incidentCriteria';
import { incidentConditions } from './conditionExports';
import type { IncidentResource } from './incidentResource';
import { incidentRules } from './rules/index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const rules = Object.values(incidentRules);
type Criteria = PermissionCriteria<PermissionCondition>;

const PEOPLE = ['user:default/ada', 'user:default/bob', 'user:default/cleo'];
const GROUPS = ['group:default/cards', 'group:default/money'];
const PARENTS = ['group:default/engineering'];
const SERVICES = ['component:default/payments-api', 'component:default/ledger'];
const some = <T>(values: readonly T[]) => fc.subarray([...values]);

const incidents: fc.Arbitrary<IncidentResource> = fc
  .record({
    id: fc.uuid(),
    visibility: fc.constantFrom('open' as const, 'restricted' as const),
    status: fc.constantFrom(...INCIDENT_STATUSES),
    severity: fc.option(fc.constantFrom(...SEVERITIES), { nil: undefined }),
    tlp: fc.constantFrom(...TLP_MARKINGS),
    mode: fc.constantFrom('real' as const, 'exercise' as const),
    reportedBy: fc.constantFrom(...PEOPLE),
    members: some([...PEOPLE, ...GROUPS]),
    owners: some([...GROUPS, ...PARENTS]),
    services: some(SERVICES),
  })
  .map(({ services, ...incident }) => ({
    ...incident,
    scopes: [...services, ...incident.owners],
  }));

const condition: fc.Arbitrary<Criteria> = fc.oneof(
  fc.constant(incidentConditions.isOpen()),
  fc.constant(incidentConditions.isExercise()),
  some([...PEOPLE, ...GROUPS]).map(claims =>
    incidentConditions.isMember({ claims }),
  ),
  some(PEOPLE).map(claims => incidentConditions.isReporter({ claims })),
  some([...GROUPS, ...PARENTS]).map(claims =>
    incidentConditions.ownsAffectedEntity({ claims }),
  ),
  some([...SERVICES, ...GROUPS]).map(entityRefs =>
    incidentConditions.affectsEntity({ entityRefs }),
  ),
  some(SEVERITIES).map(severities =>
    incidentConditions.hasSeverity({ severities }),
  ),
  some(INCIDENT_STATUSES).map(statuses =>
    incidentConditions.hasStatus({ statuses }),
  ),
  some(TLP_MARKINGS).map(tlp => incidentConditions.tlpAtMost({ tlp })),
);

const criteria = fc.letrec<{ tree: Criteria }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    condition,
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(anyOf => ({ anyOf } as Criteria)),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map(allOf => ({ allOf } as Criteria)),
    tie('tree').map(not => ({ not } as Criteria)),
  ),
})).tree;

const AT = '2026-11-25T00:00:00.000Z';

async function insert(db: Knex, incident: IncidentResource, seq: number) {
  await db('incidents').insert({
    seq,
    id: incident.id,
    key: `SEC-2026-${seq}`,
    title: 'Incident',
    mode: incident.mode,
    status: incident.status,
    status_rank: 0,
    is_open: true,
    determination: 'suspected',
    severity: incident.severity ?? null,
    severity_rank: 0,
    ongoing: 'no',
    priority_rank: 0,
    priority_inputs: '{}',
    tlp: incident.tlp,
    visibility: incident.visibility,
    personal_data: '{}',
    suspected_malicious: 'no',
    cross_border: 'no',
    is_major: false,
    unknown_service: false,
    reported_by: incident.reportedBy,
    detected_at: AT,
    reported_at: AT,
    recorded_at: AT,
    updated_at: AT,
    version: 1,
    chain_length: 0,
    chain_head: '0'.repeat(64),
  });
  for (const principal_ref of incident.members) {
    await db('incident_members').insert({
      principal_ref,
      incident_seq: seq,
      source: 'manual',
      added_at: AT,
      added_by: PEOPLE[0],
    });
  }
  for (const scope_ref of incident.scopes) {
    const relations = ['entity'];
    if (GROUPS.includes(scope_ref)) relations[0] = 'owner';
    if (PARENTS.includes(scope_ref)) relations[0] = 'owner-parent';
    await db('incident_scopes').insert({
      scope_ref,
      relation: relations[0],
      incident_seq: seq,
      entity_ref: SERVICES[0],
    });
  }
}

describe.each(databases.eachSupportedId())('rules on %s', engine => {
  const resources = fc.sample(incidents, { numRuns: 120, seed: 20001 });
  let db: Knex;

  beforeAll(async () => {
    db = await databases.init(engine);
    await DatabaseIncidentsStore.create({ getClient: async () => db });
    for (const [index, incident] of resources.entries()) {
      await insert(db, incident, index + 1);
    }
  });

  it('give the same result in SQL and in memory, in any combination', async () => {
    const toQuery = createConditionTransformer(rules);
    const authorize = createConditionAuthorizer(rules);
    await fc.assert(
      fc.asyncProperty(criteria, async conditions => {
        const allowed = resources
          .filter(incident =>
            authorize(
              {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'security-incidents',
                resourceType: 'security-incident',
                conditions: conditions as never,
              },
              incident,
            ),
          )
          .map(({ id }) => id)
          .sort();
        const rows = await applyCriteria(
          db('incidents').select('id'),
          toQuery(conditions as never) as never,
          db,
        );
        expect(rows.map(({ id }: { id: string }) => id).sort()).toEqual(
          allowed,
        );
      }),
      { numRuns: 300, seed: 873 },
    );
  });

  it('allow some of the sample incidents, but not all', async () => {
    const toQuery = createConditionTransformer(rules);
    const examples: Criteria[] = [
      incidentConditions.isOpen(),
      incidentConditions.isExercise(),
      incidentConditions.isMember({ claims: [PEOPLE[0]] }),
      incidentConditions.isReporter({ claims: [PEOPLE[1]] }),
      incidentConditions.ownsAffectedEntity({ claims: PARENTS }),
      incidentConditions.affectsEntity({ entityRefs: [SERVICES[1]] }),
      incidentConditions.hasSeverity({ severities: ['high', 'critical'] }),
      incidentConditions.hasStatus({ statuses: ['new', 'triage'] }),
      incidentConditions.tlpAtMost({ tlp: ['GREEN'] }),
    ];
    for (const example of examples) {
      const rows = await applyCriteria(
        db('incidents').select('id'),
        toQuery(example as never) as never,
        db,
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(resources.length);
    }
  });
});
