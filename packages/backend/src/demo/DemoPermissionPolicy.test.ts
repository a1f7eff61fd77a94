import { mockCredentials } from '@backstage/backend-test-utils';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
  createPermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  type IncidentResource,
  incidentRules,
} from 'backstage-plugin-security-incidents-backend';
import {
  securityIncidentsPermissions,
  type Tlp,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { demoEntities } from './__testUtils__/demoEntities';
import { DemoPermissionPolicy } from './DemoPermissionPolicy';
import { PERSONAS, type PersonaId } from './personas';

const REPORT = ['incident.create', 'plan.read'];
const ENGINEER = [
  ...REPORT,
  'step.record',
  'evidence.add',
  'evidence.read',
  'timeline.verify',
];
/** What service owners may do with incidents of their own services, and of responses that they belong to. */
const ON_OWN = [
  'obligation.read',
  'incident.update',
  'incident.transition',
  'review.update',
];

/** The permissions of each persona on every incident; all others are refused. */
const RIGHTS: Record<PersonaId, string[]> = {
  engineer: ENGINEER,
  'service-owner': [
    ...ENGINEER,
    'exercise.start',
    'incident.break-glass',
    'reports.read',
    'reports.export',
    'detection.read',
    'detection.triage',
  ],
  responder: [
    ...ENGINEER,
    ...ON_OWN,
    'incident.read',
    'exercise.start',
    'evidence.manage',
    'access.read',
    'incident.close',
    'incident.merge',
    'incident.reopen',
    'incident.restrict',
    'incident.restricted.read',
    'reports.read',
    'reports.export',
    'checkpoint.read',
    'detection.read',
    'detection.triage',
    'detection.configure',
    'review.approve',
    'obligation.decide',
  ],
  compliance: [
    ...REPORT,
    'obligation.read',
    'obligation.decide',
    'incident.read',
    'detection.read',
    'evidence.read',
    'evidence.manage',
    'access.read',
    'incident.restricted.read',
    'reports.read',
    'reports.freeze',
    'reports.export',
    'checkpoint.read',
    'entry.erase',
    'timeline.verify',
    'detection.read',
    'import.create',
    'review.update',
    'review.approve',
  ],
  outsider: REPORT,
};

const policy = new DemoPermissionPolicy();

/** The user as sign-in describes them: their own ref and their groups in the catalog. */
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
      const dependsOnIncident =
        right === 'incident.read' ||
        (persona === 'service-owner' && ON_OWN.includes(right));
      const refusal = dependsOnIncident
        ? AuthorizeResult.CONDITIONAL
        : AuthorizeResult.DENY;
      return {
        persona,
        right,
        permission,
        expected: RIGHTS[persona].includes(right)
          ? AuthorizeResult.ALLOW
          : refusal,
      };
    }),
  );

  it.each(table)(
    'answers $persona asking for $right with $expected',
    async ({ persona, permission, expected }) => {
      await expect(
        policy.handle({ permission }, signedIn(PERSONAS[persona])),
      ).resolves.toMatchObject({ result: expected });
    },
  );

  describe('on incidents that a service owner', () => {
    const isAllowed = createConditionAuthorizer(Object.values(incidentRules));
    const incident = (about: Partial<IncidentResource>): IncidentResource => ({
      id: 'one',
      visibility: 'open',
      status: 'triage',
      tlp: 'AMBER',
      mode: 'real',
      reportedBy: PERSONAS.outsider,
      members: [PERSONAS.outsider],
      owners: ['group:default/team-data'],
      scopes: ['component:default/other'],
      ...about,
    });
    const cases = [
      ['owns through the team', { owners: ['group:default/team-payments'] }],
      ['belongs to', { members: [PERSONAS['service-owner']] }],
    ] as const;

    it.each(
      cases.flatMap(([name, about]) =>
        ON_OWN.map(right => ({ name, about, right })),
      ),
    )('$name holds $right, and on no others', async ({ about, right }) => {
      const permission = securityIncidentsPermissions.find(
        ({ name }) => name === `security-incidents.${right}`,
      )!;
      const decision = await policy.handle(
        { permission },
        signedIn(PERSONAS['service-owner']),
      );
      expect(isAllowed(decision, incident(about))).toBe(true);
      expect(isAllowed(decision, incident({}))).toBe(false);
    });
  });

  describe('by the TLP marking', () => {
    const isAllowed = createConditionAuthorizer(Object.values(incidentRules));
    const read = securityIncidentsPermissions.find(
      ({ name }) => name === 'security-incidents.incident.read',
    )!;
    const about = {
      id: 'one',
      visibility: 'open',
      status: 'triage',
      mode: 'real',
      reportedBy: PERSONAS.compliance,
      members: [PERSONAS.compliance],
      owners: ['group:default/team-payments'],
      scopes: ['component:default/payments-api'],
    } as const;
    /** The highest marking that each persona reads of an incident of payments. */
    const HIGHEST: Array<
      [string, PersonaId, Partial<IncidentResource>, Tlp[]]
    > = [
      ['an outsider', 'outsider', {}, ['CLEAR', 'GREEN']],
      ['an engineer of another team', 'engineer', {}, ['CLEAR', 'GREEN']],
      [
        'an owner of the service',
        'service-owner',
        {},
        ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'],
      ],
      [
        'a member of the response',
        'engineer',
        { members: [PERSONAS.engineer] },
        [...TLP_MARKINGS],
      ],
      ['a responder', 'responder', {}, [...TLP_MARKINGS]],
      ['compliance', 'compliance', {}, [...TLP_MARKINGS]],
    ];

    it.each(HIGHEST)(
      '%s reads what they need',
      async (_who, persona, facts, readable) => {
        const decision = await policy.handle(
          { permission: read },
          signedIn(PERSONAS[persona]),
        );
        expect(
          TLP_MARKINGS.filter(tlp =>
            isAllowed(decision, {
              ...about,
              ...facts,
              members: [...(facts.members ?? about.members)],
              owners: [...about.owners],
              scopes: [...about.scopes],
              tlp,
            }),
          ),
        ).toEqual(readable);
      },
    );
  });

  it('is the recipe of the documentation, word by word', () => {
    // How far in a line begins is not part of it.
    const read = (...path: string[]) =>
      readFileSync(resolve(__dirname, ...path), 'utf8').replace(/^ +/gm, '');
    const page = read('../../../../docs/permissions.md');
    const [, recipe] = page.split('\n## An example policy\n');
    const blocks = [...recipe.matchAll(/```ts\n([\s\S]*?)```/g)].map(
      ([, block]) => block.trim(),
    );
    expect(blocks).toHaveLength(3);
    const source = read('DemoPermissionPolicy.ts');
    for (const block of blocks) expect(source).toContain(block);
  });

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

  it('hides what is confidential in the catalog from service owners', async () => {
    const permission = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    });
    const decision = (await policy.handle(
      { permission },
      signedIn(PERSONAS['service-owner']),
    )) as ConditionalPolicyDecision;
    const isVisible = createConditionAuthorizer(Object.values(permissionRules));
    const hidden = demoEntities().filter(
      ({ entity }) => !isVisible(decision, entity),
    );
    expect(hidden.map(({ ref }) => ref)).toEqual([
      'component:default/conduct-hotline',
    ]);
  });
});
