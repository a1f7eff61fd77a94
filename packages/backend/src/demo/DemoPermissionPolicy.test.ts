import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { securityIncidentsPermissions } from 'backstage-plugin-security-incidents-common';
import { demoEntities } from './__testUtils__/demoEntities';
import { DemoPermissionPolicy } from './DemoPermissionPolicy';
import { PERSONAS, type PersonaId } from './personas';

const REPORT_AND_READ = ['incident.create', 'incident.read', 'plan.read'];
const ENGINEER = [...REPORT_AND_READ, 'step.record', 'timeline.verify'];
const SERVICE_OWNER = [...ENGINEER, 'incident.update', 'incident.transition'];

/** Everything a persona may do; what is not listed is refused. */
const RIGHTS: Record<PersonaId, string[]> = {
  engineer: ENGINEER,
  'service-owner': SERVICE_OWNER,
  responder: [
    ...SERVICE_OWNER,
    'incident.close',
    'incident.merge',
    'incident.reopen',
    'incident.restrict',
    'incident.restricted.read',
  ],
  compliance: [
    ...REPORT_AND_READ,
    'incident.restricted.read',
    'timeline.verify',
  ],
  outsider: REPORT_AND_READ,
};

const policy = new DemoPermissionPolicy();

/** The user as sign-in describes them: themselves and the groups that the catalog says they are a member of. */
function signedIn(userEntityRef: string) {
  const user = demoEntities().find(
    ({ ref, entity }) => ref === userEntityRef && entity.kind === 'User',
  );
  const memberOf = user?.entity.spec?.memberOf as string[];
  const ownershipEntityRefs = [
    userEntityRef,
    ...memberOf.map(group => `group:default/${group}`),
  ];
  const credentials = mockCredentials.user(userEntityRef);
  return {
    credentials,
    token: '',
    identity: { type: 'user' as const, userEntityRef, ownershipEntityRefs },
    expiresInSeconds: 0,
    info: { userEntityRef, ownershipEntityRefs },
  };
}

describe('DemoPermissionPolicy', () => {
  const table = (Object.keys(RIGHTS) as PersonaId[]).flatMap(persona =>
    securityIncidentsPermissions.map(permission => {
      const right = permission.name.replace('security-incidents.', '');
      return {
        persona,
        right,
        permission,
        expected: RIGHTS[persona].includes(right)
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
      };
    }),
  );

  it.each(table)(
    'answers $persona asking for $right with $expected',
    async ({ persona, permission, expected }) => {
      await expect(
        policy.handle({ permission }, signedIn(PERSONAS[persona])),
      ).resolves.toEqual({ result: expected });
    },
  );

  it('knows every right that the table names', () => {
    const known = securityIncidentsPermissions.map(({ name }) => name);
    const named = Object.values(RIGHTS).flat();
    expect(known).toEqual(
      expect.arrayContaining(named.map(right => `security-incidents.${right}`)),
    );
  });

  it('gives nothing of the record to whoever is not signed in', async () => {
    for (const permission of securityIncidentsPermissions) {
      await expect(policy.handle({ permission })).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it('leaves the permissions of other plugins alone', async () => {
    const permission = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    });
    await expect(
      policy.handle({ permission }, signedIn(PERSONAS.outsider)),
    ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
  });
});
