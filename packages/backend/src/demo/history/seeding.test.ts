import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createIncidentsService } from 'backstage-plugin-security-incidents-backend';
import { OPEN_STATUSES } from 'backstage-plugin-security-incidents-common';
import { demoEntities } from '../__testUtils__/demoEntities';
import { seedHistory } from '../seedHistory';
import { stories } from '.';

jest.setTimeout(120_000);

describe('the history of the demo, told through the service', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('is accepted from the first story to the last', async () => {
    const knex = await databases.init('SQLITE_3');
    const options = {
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: demoEntities().map(({ entity }) => entity),
      }),
      config: mockServices.rootConfig(),
      database: mockServices.database({ knex, migrations: { skip: false } }),
      userInfo: mockServices.userInfo(),
    };
    await seedHistory(stories, options, new Date());

    const service = await createIncidentsService(options);
    const credentials = await options.auth.getOwnServiceCredentials();
    const all = await service.list(
      { limit: 200, mode: ['real', 'exercise'] },
      { credentials },
    );
    expect(all.totalItems).toBe(stories.length);
    const titles = all.items.map(({ title }) => title).sort();
    expect(titles).toEqual(stories.map(({ report }) => report.title).sort());

    const payments = await service.list(
      {
        limit: 200,
        entityRef: ['component:default/payments-api'],
        status: [...OPEN_STATUSES],
      },
      { credentials },
    );
    expect(payments.items.map(({ title }) => title).sort()).toEqual([
      'Card testing bursts on the refund endpoint',
      'Live gateway key in a public repository',
    ]);
  });
});
