import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  ParsedCreateIncident,
  ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import { catalogOf } from '../__testUtils__/catalog';
import {
  ADA,
  BOB,
  DATABASES,
  ENGINES,
  ENTITIES,
  REPORT,
} from '../__testUtils__/harness';
import { LEAK, leakPlan } from '../__testUtils__/plans';
import { createSeedingServices, withoutAuthorization } from '../seeding';
import { noPlans } from './PlanCatalog';

jest.setTimeout(120_000);

const FACTS: ParsedCreateIncident = {
  ...REPORT,
  severity: 'high',
  urgency: 'high',
  classification: { class: 'information-content-security' },
};
const contextOf = (user: string) =>
  withoutAuthorization({ credentials: mockCredentials.user(user) });

describe.each(ENGINES)('catalog visibility of plans on %s', engine => {
  /** Bob sees no plans; the plugin itself sees all. */
  async function start(
    options: object = {},
    plan = leakPlan(),
    { isIndexed = true } = {},
  ) {
    const catalog = catalogOf([...ENTITIES, plan]);
    catalog.hide(BOB, LEAK);
    const service = await createSeedingServices({
      auth: mockServices.auth(),
      catalog: catalog.service,
      config: mockServices.rootConfig({
        data: { securityIncidents: { firstCatalogReadsEvery: { seconds: 0 } } },
      }),
      database: mockServices.database({ knex: await DATABASES.init(engine) }),
      userInfo: mockServices.userInfo(),
      ...options,
    });
    const refresh = () =>
      service.tasks.planRefresh.run(new AbortController().signal);
    if (isIndexed) await refresh();
    const ada = contextOf(ADA);
    const { value } = await service.incidents.create(FACTS, ada);
    await service.access.assignRole(
      value.id,
      'assignee',
      { principalRef: ADA },
      ada,
    );
    await service.incidents.transition(value.id, { to: 'triage' }, ada);
    return {
      service,
      catalog,
      refresh,
      id: value.id,
      ada,
      bob: contextOf(BOB),
    };
  }

  it('limits which plans are offered and chosen, but not which apply', async () => {
    const { service, catalog, refresh, id, ada, bob } = await start();
    expect((await service.planRuns.getPlanRuns(id, ada)).offered).toHaveLength(
      1,
    );
    expect((await service.planRuns.getPlanRuns(id, bob)).offered).toEqual([]);
    await expect(
      service.planRuns.applyPlan(id, { planRef: LEAK }, bob),
    ).rejects.toThrow(/^planRef: .* you may not see it/);

    // The same plan applies whoever declares the incident, and is then part of the record for all readers.
    await service.incidents.transition(id, { to: 'containment' }, bob);
    catalog.setEntities([
      ...ENTITIES,
      leakPlan(({ spec }) => (spec.version = '2.0.0')),
    ]);
    await refresh();
    const [asAda] = (await service.planRuns.getPlanRuns(id, ada)).runs;
    const [asBob] = (await service.planRuns.getPlanRuns(id, bob)).runs;
    expect(asAda.changedSince).toMatchObject({ version: '2.0.0' });
    expect(asBob).toEqual({ ...asAda, changedSince: undefined });
  });

  it.each<[string, (plan: ResponsePlan) => void, RegExp]>([
    [
      'lacks an owner',
      ({ spec }) => {
        (spec as { owner?: string }).owner = undefined;
      },
      /spec\.owner/,
    ],
    [
      'has a task twice',
      ({ spec }) => {
        spec.phases[1].tasks.push(spec.phases[0].tasks[0]);
      },
      /confirm/,
    ],
  ])('is skipped and logged when it %s', async (_, change, words) => {
    const warnings: string[] = [];
    const { service, id, ada } = await start(
      {
        logger: mockServices.logger.mock({
          warn: message => warnings.push(message),
        }),
      },
      leakPlan(change),
    );
    await service.incidents.transition(id, { to: 'containment' }, ada);
    expect(await service.planRuns.getPlanRuns(id, ada)).toMatchObject({
      runs: [],
      offered: [],
    });
    expect(warnings[0]).toMatch(
      /^responseplan:default\/leaked-credential is ignored because it is not a valid/,
    );
    expect(warnings[0]).toMatch(words);
  });

  it('is not needed before the catalog was compared for the first time', async () => {
    const { service, catalog, refresh, id, ada } = await start({}, leakPlan(), {
      isIndexed: false,
    });
    await service.incidents.transition(id, { to: 'containment' }, ada);
    const [run] = (await service.planRuns.getPlanRuns(id, ada)).runs;
    expect(run).toMatchObject({ planRef: LEAK });
    await refresh();
    // The index has the same content.
    const [again] = (await service.planRuns.getPlanRuns(id, ada)).runs;
    expect(again).toEqual(run);

    catalog.setEntities([]);
    await refresh();
    expect((await service.planRuns.getPlanRuns(id, ada)).offered).toEqual([]);
  });

  it('is not waited for before the first comparison while the catalog hangs', async () => {
    const { service, catalog, id, ada } = await start(
      {
        config: mockServices.rootConfig({
          data: {
            securityIncidents: {
              firstCatalogReadsEvery: { seconds: 0 },
              catalogTimeout: { milliseconds: 50 },
            },
          },
        }),
      },
      leakPlan(),
      { isIndexed: false },
    );
    catalog.setHanging(true);
    const moved = await service.incidents.transition(
      id,
      { to: 'containment' },
      ada,
    );
    expect(moved.status).toBe('containment');
    expect((await service.planRuns.getPlanRuns(id, ada)).runs).toEqual([]);
    catalog.setHanging(false);
  });

  it('is not needed for records seeded without plans', async () => {
    const { service, id, ada } = await start({ plans: noPlans });
    const moved = await service.incidents.transition(
      id,
      { to: 'containment' },
      ada,
    );
    expect(moved.planSummary).toBeUndefined();
    expect(await service.planRuns.getPlanRuns(id, ada)).toEqual({
      runs: [],
      noPlan: undefined,
      offered: [],
    });
  });
});
