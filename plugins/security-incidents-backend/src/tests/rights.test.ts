import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ADA,
  DATABASES,
  ENGINES,
  ENTITIES,
  REPORT,
} from '../__testUtils__/harness';
import { createIncidentsService } from '../createIncidentsService';
import type { CallerRights } from '../service/IncidentsService';

jest.setTimeout(120_000);

const ALL: CallerRights = {
  create: true,
  read: true,
  update: true,
  transition: true,
  close: true,
  reopen: true,
  merge: true,
  restrict: true,
  recordStep: true,
  verify: true,
};

describe.each(ENGINES)('rights on %s', engine => {
  it('are asked for of the move that is made, not only of the one that was meant', async () => {
    const service = await createIncidentsService({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: ENTITIES }),
      config: mockServices.rootConfig(),
      database: mockServices.database({ knex: await DATABASES.init(engine) }),
      userInfo: mockServices.userInfo(),
    });
    const credentials = mockCredentials.user(ADA);
    const { value: incident } = await service.create(REPORT, { credentials });
    const { value: target } = await service.create(REPORT, { credentials });
    await service.transition(
      incident.id,
      { to: 'merged', mergedInto: target.id },
      { credentials },
    );
    // As when it was merged between the check of the right to move it and the move.
    await expect(
      service.transition(
        incident.id,
        { to: 'new', reason: 'Not the same' },
        { credentials, rights: { ...ALL, merge: false } },
      ),
    ).rejects.toThrow('You do not have the right to merge incidents');
    expect((await service.get(incident.id, { credentials })).status).toBe(
      'merged',
    );
  });
});
