import { resolve } from 'node:path';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  type Entity,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  checkResponsePlan,
  RESPONSE_PLAN_KIND,
  type ResponsePlanDocument,
} from 'backstage-plugin-security-incidents-common';
import { demoEntities } from './__testUtils__/demoEntities';
import { stories } from './history';
import { PERSONAS } from './personas';

const VALIDATORS: Record<string, KindValidator> = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  [RESPONSE_PLAN_KIND]: {
    check: async entity =>
      checkResponsePlan(entity as ResponsePlanDocument).findings.every(
        ({ level }) => level !== 'error',
      ),
  },
  System: systemEntityV1alpha1Validator,
  Template: templateEntityV1beta3Validator,
  User: userEntityV1alpha1Validator,
};

/** Fields that refer to other entities, with their default kind. */
const REFERENCES: Record<string, string | undefined> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
  parent: 'group',
  memberOf: 'group',
  providesApis: 'api',
  consumesApis: 'api',
  dependsOn: undefined,
};

/** Missing on purpose, to show a service without an owner. */
const DISSOLVED_TEAM = 'group:default/team-loyalty';

function referencesOf({ spec = {} }: Entity): string[] {
  return Object.entries(REFERENCES).flatMap(([field, defaultKind]) => {
    const value = spec[field];
    const refs = Array.isArray(value) ? value : [value];
    return refs
      .filter((ref): ref is string => typeof ref === 'string')
      .map(ref =>
        stringifyEntityRef(
          parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
        ),
      );
  });
}

describe('the catalog of the demo', () => {
  const all = demoEntities();
  const refs = new Set(all.map(({ ref }) => ref));
  const ofKind = (...kinds: string[]) =>
    all.filter(({ entity }) => kinds.includes(entity.kind));

  it('holds only entities that the catalog accepts', async () => {
    for (const { ref, entity } of all) {
      const isValid = await VALIDATORS[entity.kind].check(entity);
      expect({ ref, isValid }).toEqual({ ref, isValid: true });
    }
  });

  it('loads every file and names nothing twice', () => {
    const location = ofKind('Location')[0].entity;
    const targets = (location.spec?.targets as string[]).map(target =>
      target.replace('./', ''),
    );
    const files = new Set(all.map(({ file }) => file));
    files.delete('all.yaml');
    expect(targets.sort()).toEqual([...files].sort());
    expect(refs.size).toBe(all.length);
  });

  it.each(Object.keys(VALIDATORS))('has entities of the kind %s', kind => {
    expect(ofKind(kind)).not.toEqual([]);
  });

  it('refers only to what exists, except for the team that was dissolved', () => {
    const dangling = all.flatMap(({ ref, entity }) =>
      referencesOf(entity)
        .filter(target => !refs.has(target))
        .map(target => `${ref} -> ${target}`),
    );
    expect(dangling).toEqual([
      `component:default/loyalty-worker -> ${DISSOLVED_TEAM}`,
    ]);
  });

  it('gives every component, API and resource a tier', () => {
    for (const { ref, entity } of ofKind('Component', 'API', 'Resource')) {
      const tier = entity.metadata.annotations?.['security-incidents/tier'];
      expect({ ref, tier }).toEqual({
        ref,
        tier: expect.stringMatching(/^[123]$/),
      });
      expect(entity.metadata.tags).toContain(`tier-${tier}`);
    }
  });

  it('knows every service that the history tells of', () => {
    const told = stories.flatMap(({ report }) =>
      report.affected.map(({ entityRef }) => entityRef),
    );
    expect(told.filter(ref => !refs.has(ref))).toEqual([]);
  });

  it('knows the personas by the names that the sign-in page shows', () => {
    const path = resolve(__dirname, '../../../app/src/modules/signIn/personas');
    const offered: Array<{ id: keyof typeof PERSONAS; name: string }> =
      jest.requireActual(path).PERSONAS;
    expect(offered.map(({ id }) => id)).toEqual(Object.keys(PERSONAS));
    for (const { id, name } of offered) {
      const user = all.find(({ ref }) => ref === PERSONAS[id]);
      const profile = user?.entity.spec?.profile as { displayName: string };
      expect(profile.displayName).toBe(name);
    }
  });
});
