import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** A conditional decision: the catalog shows some entities. */
const SOME_ENTITIES: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'HAS_LABEL',
    resourceType: 'catalog-entity',
    params: { label: 'public' },
  },
};

const getUserRef = (credentials: BackstageCredentials) =>
  (credentials.principal as { userEntityRef: string }).userEntityRef;

/** The groups of people, and what the permission framework answers about them: all is allowed unless a test says otherwise. */
export function peopleMock() {
  const decisions = new Map<string, PolicyDecision>();
  const groups = new Map<string, string[]>();
  const askedOf: string[] = [];
  let state: 'answer' | 'fail' | 'hang' = 'answer';

  const permissions = mockServices.permissions.mock({
    authorizeConditional: async (queries, { credentials }) => {
      const user = getUserRef(credentials);
      askedOf.push(user);
      if (state === 'hang') await new Promise(() => {});
      if (state === 'fail') {
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
        });
      }
      return queries.map(
        query =>
          decisions.get(`${user} ${query.permission.name}`) ?? {
            result: AuthorizeResult.ALLOW,
          },
      );
    },
  });
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async credentials => {
      const user = getUserRef(credentials);
      return {
        userEntityRef: user,
        ownershipEntityRefs: [user, ...(groups.get(user) ?? [])],
      };
    },
  });
  const decide = (user: string, name: string, decision: PolicyDecision) => {
    decisions.set(`${user} ${name}`, decision);
  };
  return {
    features: [permissions.factory, userInfo.factory],
    decide,
    /** Makes the policy show a person some catalog entities only. */
    restrictCatalog: (user: string) =>
      decide(user, 'catalog.entity.read', SOME_ENTITIES),
    deny(user: string, ...names: string[]) {
      for (const name of names) {
        decide(user, name, { result: AuthorizeResult.DENY });
      }
    },
    belong(user: string, ...refs: string[]) {
      groups.set(user, refs);
    },
    decisionsOf: (user: string) =>
      askedOf.filter(asked => asked === user).length,
    setPermissions(next: typeof state) {
      state = next;
    },
  };
}
