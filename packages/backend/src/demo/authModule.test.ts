import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { demoEntities } from './__testUtils__/demoEntities';
import { demoAuthModule } from './authModule';
import { PERSONAS } from './personas';
import { inMemoryDatabase } from './__testUtils__/inMemoryDatabase';

jest.setTimeout(60_000);

/** The mocked catalog does not process entities, so the relations that sign-in reads are added here. */
const users = demoEntities()
  .map(({ entity }) => entity)
  .filter(({ kind }) => kind === 'User')
  .map(entity => ({
    ...entity,
    metadata: { ...entity.metadata, namespace: 'default' },
    relations: (entity.spec?.memberOf as string[]).map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  }));

const features = [
  authPlugin,
  demoAuthModule,
  inMemoryDatabase,
  catalogServiceMock.factory({ entities: users }),
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost' },
      auth: { providers: { demo: {} } },
    },
  }),
];

describe('demoAuthModule', () => {
  describe('signing in', () => {
    let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
    beforeAll(async () => {
      ({ server } = await startTestBackend({ features }));
    });

    it.each(Object.entries(PERSONAS))(
      'opens a session for the %s as %s',
      async (persona, userEntityRef) => {
        const { status, body } = await request(server)
          .post('/api/auth/demo/refresh')
          .set('x-demo-persona', persona);
        expect(status).toBe(200);
        const user = users.find(
          ({ metadata }) => `user:default/${metadata.name}` === userEntityRef,
        );
        expect(body.profile).toEqual({
          displayName: (user?.spec?.profile as { displayName: string })
            .displayName,
        });
        const { token, identity } = body.backstageIdentity;
        expect(token).toEqual(expect.any(String));
        expect(identity.userEntityRef).toBe(userEntityRef);
        expect(identity.ownershipEntityRefs).toContain(userEntityRef);
        expect(identity.ownershipEntityRefs.length).toBeGreaterThan(1);
      },
    );

    it.each([
      ['an unknown persona', { 'x-demo-persona': 'administrator' }],
      ['a name every object has', { 'x-demo-persona': 'constructor' }],
      ['no persona', {}],
    ])('refuses %s and says who there is', async (_name, headers) => {
      const { status, body } = await request(server)
        .post('/api/auth/demo/refresh')
        .set(headers);
      expect(status).toBe(401);
      expect(body.error.message).toContain(
        'x-demo-persona: must be one of engineer, service-owner, responder, compliance, outsider',
      );
    });
  });

  it('refuses to start in production', async () => {
    const environment = jest.replaceProperty(process, 'env', {
      ...process.env,
      NODE_ENV: 'production',
    });
    try {
      await expect(startTestBackend({ features })).rejects.toThrow(
        /must not run in production/,
      );
    } finally {
      environment.restore();
    }
  });
});
