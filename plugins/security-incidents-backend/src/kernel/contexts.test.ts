import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ADA,
  companyCatalog,
  DATABASES,
  ENGINES,
  REPORT,
} from '../__testUtils__/harness';
import type { IncidentsService } from '../incidents/IncidentsService';
import type { PlansService } from '../responsePlans/PlansService';
import {
  createSeedingServices,
  type SeedingServices,
  withoutAuthorization,
} from '../seeding';
import {
  type AuthorizedContext,
  createTaskContext,
  getReadAccess,
  type RequestContext,
} from './contexts';

jest.setTimeout(120_000);

const request: RequestContext = { credentials: mockCredentials.user(ADA) };
const everything = {
  ...request,
  access: 'everything' as const,
  permissions: {},
  permissionsOn: () => ({}),
  services: 'all',
  isConditional: false,
};
const UNAUTHORIZED = 'The call was not authorized';

describe.each(ENGINES)('an inner service on %s', engine => {
  let service: SeedingServices;
  let id: string;
  beforeAll(async () => {
    service = await createSeedingServices({
      auth: mockServices.auth(),
      catalog: companyCatalog(),
      config: mockServices.rootConfig(),
      database: mockServices.database({ knex: await DATABASES.init(engine) }),
      userInfo: mockServices.userInfo(),
    });
    const { value } = await service.incidents.create(
      { ...REPORT, visibility: 'restricted' },
      withoutAuthorization(request),
    );
    id = value.id;
  });

  it.each<[string, object]>([
    ['a request', request],
    ['an object with the fields of an authorized context', everything],
    [
      'a copy of an authorized context',
      { ...createTaskContext('escalate', request) },
    ],
  ])('refuses %s', async (_name, context) => {
    const forged = context as AuthorizedContext;
    const calls: Array<() => Promise<unknown>> = [
      () => service.incidents.create(REPORT, forged),
      () => service.incidents.get(id, forged),
      () => service.incidents.list({}, forged),
      () => service.incidents.update(id, { title: 'Mine' }, forged),
      () => service.incidents.getTimeline(id, {}, forged),
      () =>
        service.entities.getEntityOverview(
          REPORT.affected[0].entityRef,
          forged,
        ),
      () =>
        service.entities.getEntityCounts(
          [REPORT.affected[0].entityRef],
          [],
          forged,
        ),
      () => service.reports.getVolume({}, forged),
      () => service.access.breakGlass(id, { reason: 'Now' }, forged),
      () => service.planRuns.getPlanRuns(id, forged),
      () => service.serviceLevels.listEscalations(id, forged),
      () => service.plans.getCoverage({}, forged),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toThrow(UNAUTHORIZED);
    }
  });
});

describe('the types of contexts', () => {
  it('keep a request from being taken for an authorized call', () => {
    // @ts-expect-error a request was not authorized
    expect(() => getReadAccess(request)).toThrow(UNAUTHORIZED);
    // @ts-expect-error an object literal cannot claim to be authorized
    expect(() => getReadAccess({ ...everything })).toThrow(UNAUTHORIZED);
    const task = createTaskContext('escalate', request);
    // @ts-expect-error a spread loses the authorization
    expect(() => getReadAccess({ ...task })).toThrow(UNAUTHORIZED);
    expect(getReadAccess(task)).toEqual({ restricted: 'all' });
  });

  it('keep an inner service from being taken for an authorized one', () => {
    const inner = {} as IncidentsService<AuthorizedContext>;
    const innerPlans = {} as PlansService<AuthorizedContext>;
    // @ts-expect-error routes and actions take authorized services
    const service: IncidentsService<RequestContext> = inner;
    // @ts-expect-error routes and actions take authorized services
    const plans: PlansService<RequestContext> = innerPlans;
    expect([service, plans]).toEqual([inner, innerPlans]);
  });
});
