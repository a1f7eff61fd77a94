import fc from 'fast-check';
import {
  PLAN_ANCHORS,
  PLAN_LIFECYCLES,
  RESPONSE_PLAN_API_VERSION,
  RESPONSE_PLAN_KIND,
  type ResponsePlan,
  type ResponsePlanSpec,
} from '../index';
import {
  INCIDENT_STATUSES,
  RSIT_CLASSES,
  getRsitTypes,
  SEVERITIES,
  TLP_MARKINGS,
  VISIBILITIES,
} from '../../rules/index';

/** The smallest plan that is valid, for tests that are about something else. */
export function makePlan(
  name: string,
  spec: Partial<ResponsePlanSpec> = {},
  metadata: Partial<ResponsePlan['metadata']> = {},
): ResponsePlan {
  return {
    apiVersion: RESPONSE_PLAN_API_VERSION,
    kind: RESPONSE_PLAN_KIND,
    metadata: { name, ...metadata },
    spec: {
      owner: 'group:default/security',
      lifecycle: 'approved',
      version: '1.0.0',
      triggers: {},
      roles: [{ id: 'incident-commander', title: 'Incident commander' }],
      phases: [
        {
          id: 'triage',
          maps: 'triage',
          tasks: [{ id: 'confirm', title: 'Confirm and scope' }],
        },
      ],
      ...spec,
    },
  };
}

/** Text as a plan can hold it: trimmed and not empty, with whatever characters people come up with. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.constantFrom('Check the issuer.', 'Frage "wer?"', "it's <b>bold</b>"),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
    )
    .map(value => value.trim().slice(0, maxLength).trim())
    .filter(value => value.length > 0);
const line = text(40);
const prose = fc
  .array(text(60), { minLength: 1, maxLength: 3 })
  .map(lines => lines.join('\n'));
const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const ids = (minLength: number, maxLength: number) =>
  fc.uniqueArray(id, { minLength, maxLength });
const refArbitrary = (kind: string) =>
  fc.stringMatching(/^[a-z0-9]{1,4}$/).map(name => `${kind}:default/${name}`);
const principal = fc.oneof(refArbitrary('group'), refArbitrary('user'));
const duration = fc.constantFrom('PT30M', 'PT4H', 'P5D', 'P1M', 'P1Y2M', 'P2W');
const day = fc.constantFrom('2026-05-04', '2027-02-28', '2028-02-29');
const url = fc.constantFrom(
  'https://backstage.example.com/docs/x?y=1#z',
  'https://example.com/',
);
const severities = fc.uniqueArray(fc.constantFrom(...SEVERITIES), {
  minLength: 1,
});
const classification = fc
  .constantFrom(...RSIT_CLASSES)
  .chain(rsitClass =>
    fc.constantFrom(
      `rsit:${rsitClass}`,
      ...getRsitTypes(rsitClass).map(type => `rsit:${rsitClass}/${type}`),
    ),
  );
const some = <T>(value: fc.Arbitrary<T>, minLength = 0) =>
  fc.array(value, { minLength, maxLength: 3 });

/** A record in which each key may be absent, but never undefined: that is not JSON. */
const partial = <T extends object>(model: {
  [K in keyof T]: fc.Arbitrary<T[K]>;
}) => fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const assignment = fc.oneof(
  principal.map(ref => ({ ref })),
  fc.constant({ ownerOf: 'affected' as const }),
);

const offset = fc.record({
  after: duration,
  from: fc.constantFrom(...PLAN_ANCHORS),
});

export const CONDITIONS = [
  "incident.personalData.involved != 'no'",
  "incident.severity in ['high', 'critical'] and not incident.isMajor",
  "not (incident.mode == 'exercise' or 'public' in affected.exposures)",
  'affected.count > 1',
] as const;

const selector = partial({
  kind: some(fc.constantFrom('Component', 'API', 'Resource'), 1),
  systems: some(refArbitrary('system'), 1),
  domains: some(refArbitrary('domain'), 1),
  owners: some(refArbitrary('group'), 1),
  types: some(fc.constantFrom('service', 'website'), 1),
  lifecycles: some(fc.constantFrom('production', 'experimental'), 1),
  tags: some(fc.constantFrom('pci', 'web'), 1),
  annotations: fc.constant({ 'security-incidents/tier': '1' }),
}).filter(value => Object.keys(value).length > 0);

export const appliesTo = partial({
  entities: some(refArbitrary('component'), 1),
  selectors: some(selector, 1),
  priority: fc.nat(100),
});

export const triggers = partial({
  classifications: some(classification, 1),
  severities,
});

/** Tasks and phases whose ids are their own, and whose dependencies point back. */
const phases = (roleIds: string[]) =>
  fc
    .record({ phaseIds: ids(1, 4), taskIds: ids(4, 9) })
    .chain(({ phaseIds, taskIds }) =>
      fc.tuple(
        ...phaseIds.map((phaseId, index) => {
          const own = taskIds.filter(
            (_, position) => position % phaseIds.length === index,
          );
          const task = (taskId: string) => {
            const before = taskIds.slice(0, taskIds.indexOf(taskId));
            const others = fc.subarray(before, {
              maxLength: Math.min(3, before.length),
            });
            return fc
              .tuple(
                line,
                partial({
                  role: fc.constantFrom(...roleIds),
                  due: offset,
                  required: fc.boolean(),
                  instructions: prose,
                  evidence: fc
                    .tuple(fc.boolean(), partial({ kinds: some(line) }))
                    .map(([required, rest]) => ({ required, ...rest })),
                  dependsOn: others,
                  parallelWith: others,
                  severities,
                  when: fc.constantFrom(...CONDITIONS, 'not a condition ('),
                  obligation: line,
                  links: some(fc.record({ title: line, url })),
                }),
              )
              .map(([title, rest]) => ({ id: taskId, title, ...rest }));
          };
          return fc
            .record({
              maps: fc.constantFrom(...INCIDENT_STATUSES),
              rest: partial({
                title: line,
                goal: line,
                exitCriteria: some(line),
              }),
              tasks: fc.tuple(...own.map(task)),
            })
            .map(({ maps, rest, tasks }) => ({
              id: phaseId,
              maps,
              ...rest,
              tasks,
            }));
        }),
      ),
    );

const spec: fc.Arbitrary<ResponsePlanSpec> = ids(1, 4).chain(roleIds => {
  const target = fc.oneof(
    fc.constantFrom(...roleIds).map(role => ({ role })),
    assignment,
  );
  const roles = fc.tuple(
    ...roleIds.map(roleId =>
      fc
        .tuple(
          line,
          partial({
            required: fc.boolean(),
            responsibilities: some(line),
            assign: some(assignment),
            deputy: principal.map(ref => ({ ref })),
          }),
        )
        .map(([title, rest]) => ({ id: roleId, title, ...rest })),
    ),
  );
  const escalation = fc.oneof(
    fc.record(
      {
        when: fc.constantFrom(
          'sla.acknowledge.breached' as const,
          'sla.contain.at-risk' as const,
          'sla.update.breached' as const,
        ),
        notify: some(target, 1),
        severities,
      },
      { requiredKeys: ['when', 'notify'] },
    ),
    fc.record(
      {
        after: duration,
        from: fc.constantFrom(...PLAN_ANCHORS),
        unless: fc.constantFrom('acknowledged' as const, 'resolved' as const),
        notify: some(target, 1),
        raiseTo: fc.constant('major' as const),
      },
      { requiredKeys: ['after', 'from', 'notify'] },
    ),
  );
  const required = fc.record({
    owner: principal,
    lifecycle: fc.constantFrom(...PLAN_LIFECYCLES),
    version: fc.constantFrom('1.0.0', '2.13.4'),
    triggers,
    roles,
    phases: phases(roleIds),
  });
  const optional = partial({
    approval: fc.record({ by: principal, at: day }),
    review: fc.record(
      {
        interval: duration,
        lastReviewed: day,
        nextDue: day,
        testInterval: duration,
      },
      { requiredKeys: ['interval'] },
    ),
    confidentiality: partial({
      tlp: fc.constantFrom(...TLP_MARKINGS),
      defaultVisibility: fc.constantFrom(...VISIBILITIES),
    }),
    appliesTo,
    sla: partial({
      high: partial({ acknowledge: duration, updateEvery: duration }),
      critical: partial({ contain: duration, resolve: duration }),
    }),
    escalation: some(escalation),
    communications: some(
      fc.record(
        { audience: line, every: duration, role: fc.constantFrom(...roleIds) },
        { requiredKeys: ['audience'] },
      ),
    ),
    contacts: some(
      fc.record(
        {
          name: line,
          kind: fc.constantFrom('external' as const, 'authority' as const),
          phone: line,
          url,
        },
        { requiredKeys: ['name', 'kind'] },
      ),
    ),
    obligations: some(line),
    closure: partial({
      review: fc.constantFrom('required' as const, 'optional' as const),
      approvers: some(target),
      requireRootCause: fc.boolean(),
    }),
    references: some(
      fc.record(
        { standard: line, clause: line, url },
        { requiredKeys: ['standard'] },
      ),
    ),
  });
  return fc
    .tuple(required, optional)
    .map(([must, may]) => ({ ...must, ...may } as ResponsePlanSpec));
});

const metadata = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6})?$/),
    partial({
      namespace: fc.constantFrom('default', 'security'),
      title: line,
      description: prose,
      tags: some(fc.constantFrom('security', 'rsit:intrusions', 'version:9')),
      annotations: fc.dictionary(
        fc.constantFrom('example.com/a', 'example.com/b'),
        line,
      ),
    }),
  )
  .map(([name, rest]) => ({ name, ...rest }));

/** Any plan that can be read; lint may refuse it. */
export const anyPlan: fc.Arbitrary<ResponsePlan> = fc
  .record({ metadata, spec })
  .map(parts => ({
    apiVersion: RESPONSE_PLAN_API_VERSION,
    kind: RESPONSE_PLAN_KIND,
    // As it comes from a file: plain objects.
    ...(JSON.parse(JSON.stringify(parts)) as typeof parts),
  }));
