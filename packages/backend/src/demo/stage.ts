import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { SeedingOptions } from 'backstage-plugin-security-incidents-backend/seeding';

export type SeedOptions = Omit<SeedingOptions, 'clock'>;

/** Seeding acts for people inside the backend, where no token is needed. */
export function actingAs(userEntityRef: string): BackstageCredentials {
  return {
    $$type: '@backstage/BackstageCredentials',
    principal: { type: 'user', userEntityRef },
  } as BackstageCredentials;
}

/** Lets people of the stories act although they are not signed in. */
export async function createStage(
  options: SeedOptions,
): Promise<Pick<SeedOptions, 'auth' | 'catalog' | 'userInfo'>> {
  const auth: typeof options.auth = Object.create(options.auth, {
    getOwnServiceCredentials: {
      value: () => options.auth.getOwnServiceCredentials(),
    },
    isPrincipal: {
      value: (credentials: BackstageCredentials, type: string) =>
        (credentials.principal as { type?: string }).type === type,
    },
  });
  // The plugin itself reads the catalog, because the people are not signed in. Answers are cached, because many scenes need
  // the same ones.
  const own = await options.auth.getOwnServiceCredentials();
  const answers = new Map<string, Promise<unknown>>();
  const once = (request: object, ask: () => Promise<unknown>) => {
    const question = JSON.stringify(request);
    const answer = answers.get(question) ?? ask();
    answers.set(question, answer);
    return answer;
  };
  const catalog: typeof options.catalog = Object.create(options.catalog, {
    getEntitiesByRefs: {
      value: (request: { entityRefs: string[] }) =>
        once(request, () =>
          options.catalog.getEntitiesByRefs(request, { credentials: own }),
        ),
    },
    queryEntities: {
      value: (request: Parameters<typeof options.catalog.queryEntities>[0]) =>
        once({ query: request }, () =>
          options.catalog.queryEntities(request, { credentials: own }),
        ),
    },
  });
  const userInfo: typeof options.userInfo = {
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: [userEntityRef] },
        { credentials: own },
      );
      const groups = (items[0]?.relations ?? [])
        .filter(({ type }) => type === RELATION_MEMBER_OF)
        .map(({ targetRef }) => targetRef);
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      };
    },
  };
  return { auth, catalog, userInfo };
}
