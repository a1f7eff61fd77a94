import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** All people of the tests exist, except one. */
function principal(entityRef: string): Entity | undefined {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  if (!['user', 'group'].includes(kind) || name === 'nobody') return undefined;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: {},
  };
}

/** A mock catalog that can be edited, made unavailable, and hidden from people. */
export function catalogOf(entities: Entity[]) {
  let all = entities;
  let isDown = false;
  let hanging: { until: Promise<void>; end(): void } | undefined;
  let asked = 0;
  const hidden = new Map<string, string[]>();
  const gone = new Set<string>();
  const calls: Array<{ user: string; entityRefs: string[] }> = [];

  const shownTo = (credentials: BackstageCredentials) => {
    if (isDown) throw new Error('The catalog does not answer');
    const { userEntityRef = '' } = credentials.principal as {
      userEntityRef?: string;
    };
    const refs = hidden.get(userEntityRef) ?? [];
    asked += 1;
    return catalogServiceMock({
      entities: all.filter(
        entity => !refs.includes(stringifyEntityRef(entity)),
      ),
    });
  };
  type Options = { credentials: BackstageCredentials };
  return {
    setDown: (down: boolean) => {
      isDown = down;
    },
    /** Makes calls hang until it is reset. */
    setHanging: (hangs: boolean) => {
      hanging?.end();
      hanging = undefined;
      if (!hangs) return;
      let end = () => {};
      const until = new Promise<void>(resolve => {
        end = resolve;
      });
      hanging = { until, end };
    },
    setEntities: (next: Entity[]) => {
      all = next;
    },
    /** Removes people who exist without an entity of their own. */
    setGone: (...refs: string[]) => {
      refs.forEach(ref => gone.add(ref));
    },
    /** Hides entities from a person. */
    hide: (user: string, ...refs: string[]) => {
      hidden.set(user, refs);
    },
    /** The refs that a person requested, by call. */
    callsOf: (user: string) =>
      calls
        .filter(call => call.user === user)
        .map(({ entityRefs }) => entityRefs),
    /** The number of calls. */
    asked: () => asked,
    service: catalogServiceMock.mock({
      getEntitiesByRefs: async (request, options) => {
        const { userEntityRef: user = '' } = (options as Options).credentials
          .principal as { userEntityRef?: string };
        calls.push({ user, entityRefs: request.entityRefs });
        await hanging?.until;
        const shownPrincipal = (ref: string) =>
          hidden.get(user)?.includes(ref) || gone.has(ref)
            ? undefined
            : principal(ref);
        const { items } = await shownTo(
          (options as Options).credentials,
        ).getEntitiesByRefs(request);
        return {
          items: items.map(
            (item, index) => item ?? shownPrincipal(request.entityRefs[index]),
          ),
        };
      },
      getEntities: async (request, options) =>
        shownTo((options as Options).credentials).getEntities(request),
      queryEntities: async (request, options) => {
        await hanging?.until;
        return shownTo((options as Options).credentials).queryEntities(request);
      },
    }),
  };
}
