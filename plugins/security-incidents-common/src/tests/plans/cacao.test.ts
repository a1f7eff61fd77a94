import fc from 'fast-check';
import {
  type CacaoPlaybook,
  type CacaoStep,
  checkCacaoPlaybook,
  exportCacaoPlaybook,
  importCacaoPlaybook,
  lintResponsePlan,
  type ResponsePlan,
  responsePlanSpecSchema,
} from '../../plans';
import { uuidV5 } from '../../plans/cacao/uuid';
import { anyPlan, planOf } from './__testUtils__/arbitraries';
import { FIXTURE } from './__testUtils__/fixture';

const MODIFIED = { modified: '2026-11-25T09:00:00Z' };
const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const planFrom = (document: unknown): ResponsePlan => {
  const { plan, findings } = importCacaoPlaybook(document);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  return plan!;
};
const tasksOf = ({ spec }: ResponsePlan) =>
  spec.phases.flatMap(({ tasks }) => tasks);
const stepsOf = (playbook: CacaoPlaybook, type: string): CacaoStep[] =>
  Object.values(playbook.workflow).filter(step => step.type === type);

/** Each command of the playbook, whatever step it is in. */
const commandsOf = (playbook: CacaoPlaybook) =>
  Object.values(playbook.workflow).flatMap(({ commands }) => commands ?? []);

describe('a plan as a playbook', () => {
  const PLAN = planOf(
    'leaked-credential',
    {
      version: '2.1.0',
      triggers: {
        classifications: ['rsit:intrusions'],
        severities: ['high', 'medium'],
      },
      appliesTo: { priority: 60 },
      confidentiality: { tlp: 'AMBER', defaultVisibility: 'open' },
      review: { interval: 'P12M', nextDue: '2027-05-04' },
      references: [{ standard: 'ISO/IEC 20000-1:2018', clause: '8.7.3.3' }],
      roles: [
        { id: 'incident-commander', title: 'Incident commander' },
        {
          id: 'counsel',
          title: 'Privacy counsel',
          assign: [{ ref: 'user:default/pat' }],
        },
      ],
      phases: [
        {
          id: 'triage',
          title: 'Triage',
          maps: 'triage',
          tasks: [
            {
              id: 'confirm',
              title: 'Confirm and scope',
              role: 'incident-commander',
              due: { after: 'PT30M', from: 'declared' },
              required: true,
              instructions: 'Check the issuer for last use.',
            },
            { id: 'preserve', title: 'Preserve evidence' },
            {
              id: 'inform',
              title: 'Inform the owner',
              dependsOn: ['confirm', 'preserve'],
            },
          ],
        },
        {
          id: 'report',
          maps: 'recovery',
          tasks: [
            {
              id: 'gdpr33',
              title: 'Decide notifiability',
              role: 'counsel',
              severities: ['high'],
              when: "not (incident.personalData.involved == 'no' or affected.count > 1)",
              due: { after: 'P1M', from: 'aware' },
              obligation: 'gdpr-art33',
            },
          ],
        },
      ],
    },
    { title: 'Leaked credential', tags: ['security'] },
  );
  const playbook = exportCacaoPlaybook(PLAN, {
    ...MODIFIED,
    created: '2026-05-04T08:00:00.5Z',
    url: 'https://backstage.example.com/plan',
  });

  it('says of itself what CACAO has fields for', () => {
    expect(playbook).toMatchObject({
      type: 'playbook',
      spec_version: 'cacao-2.0',
      name: 'Leaked credential',
      created: '2026-05-04T08:00:00.500Z',
      modified: '2026-11-25T09:00:00.000Z',
      valid_until: '2027-05-04T00:00:00.000Z',
      revoked: false,
      severity: 80,
      priority: 40,
      playbook_types: ['investigation', 'notification'],
      playbook_activities: ['analyze-collected-data', 'deliver-content'],
      labels: ['security', 'rsit:intrusions', 'version:2.1.0'],
    });
    expect(playbook.external_references).toEqual([
      expect.objectContaining({
        name: 'backstage-entity',
        external_id: 'responseplan:default/leaked-credential',
        url: 'https://backstage.example.com/plan',
      }),
      expect.objectContaining({ external_id: 'group:default/security' }),
      { name: 'ISO/IEC 20000-1:2018', external_id: '8.7.3.3' },
    ]);
    const [marking] = playbook.markings!;
    expect(playbook.data_marking_definitions![marking]).toMatchObject({
      id: marking,
      created_by: playbook.created_by,
      tlpv2_level: 'TLP:AMBER',
    });
  });

  it('does at the same time what can be, and in order what depends on it', () => {
    const at = (id: string | undefined) => playbook.workflow[id!];
    const triage = at(at(playbook.workflow_start).on_completion);
    expect(triage.type).toBe('parallel');
    expect(triage.next_steps!.map(id => at(id).name)).toEqual([
      'Confirm and scope',
      'Preserve evidence',
    ]);
    const inform = at(triage.on_completion);
    expect(inform.name).toBe('Inform the owner');
    const condition = at(inform.on_completion);
    expect(condition).toMatchObject({
      type: 'if-condition',
      condition:
        "__incident_severity__:value IN ('high') AND " +
        "(__incident_personal_data_involved__:value != 'no' AND __affected_count__:value <= 1)",
    });
    expect(at(condition.on_true).name).toBe('Decide notifiability');
    expect(at(condition.on_completion).type).toBe('end');
    expect(Object.keys(playbook.playbook_variables!)).toEqual([
      '__incident_severity__',
      '__incident_personal_data_involved__',
      '__affected_count__',
    ]);
  });

  it.each([
    [
      'incident.isMajor and not (affected.count > 1 and incident.unknownService)',
      "__incident_is_major__:value = 'true' AND (__affected_count__:value <= 1 OR __incident_unknown_service__:value = 'false')",
    ],
    [
      "not (incident.severity in ['low', 'high'] or 'x' in affected.types)",
      "__incident_severity__:value NOT IN ('low', 'high') AND __affected_types__:value != 'x'",
    ],
    [
      `"it's" in affected.types or not not incident.isMajor`,
      "__affected_types__:value = 'it\\'s' OR __incident_is_major__:value = 'true'",
    ],
    ['no condition (', "__condition_one__:value = 'true'"],
  ])('writes %s as %s', (when, condition) => {
    const [step] = stepsOf(
      exportCacaoPlaybook(
        planOf('conditional', {
          phases: [
            {
              id: 'triage',
              maps: 'triage',
              tasks: [{ id: 'one', title: 'One', when }],
            },
          ],
        }),
        MODIFIED,
      ),
      'if-condition',
    );
    expect(step.condition).toBe(condition);
  });

  it('makes ids as other software makes them', () => {
    expect(
      uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    ).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('asks people only, with what is due in milliseconds where that is known', () => {
    expect(commandsOf(playbook).map(({ type }) => type)).toEqual(
      Array(4).fill('manual'),
    );
    const [confirm, preserve, , gdpr] = stepsOf(playbook, 'action');
    expect(confirm).toMatchObject({
      timeout: 1_800_000,
      commands: [{ command: 'Check the issuer for last use.' }],
    });
    expect(preserve.commands).toMatchObject([{ command: 'Preserve evidence' }]);
    expect(gdpr.timeout).toBeUndefined();
    expect(gdpr.agent).toMatch(/^individual--/);
    expect(playbook.agent_definitions![preserve.agent!].name).toBe(
      'Anyone in the response',
    );
  });

  it('has the same ids in each export, and others than another plan', () => {
    const again = exportCacaoPlaybook(PLAN, {
      modified: '2027-01-01T00:00:00Z',
    });
    expect(again.id).toBe(playbook.id);
    expect(Object.keys(again.workflow)).toEqual(Object.keys(playbook.workflow));
    const other = exportCacaoPlaybook(
      { ...PLAN, metadata: { ...PLAN.metadata, name: 'other' } },
      MODIFIED,
    );
    expect(other.id).not.toBe(playbook.id);
    expect(playbook.id).toMatch(
      /^playbook--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('needs a time that is one', () => {
    expect(() => exportCacaoPlaybook(PLAN, { modified: 'now' })).toThrow(
      'modified must be an ISO-8601 time, but is now',
    );
  });

  it('can be made of a plan that lint would refuse', () => {
    const broken = planOf('circle', {
      phases: [
        {
          id: 'triage',
          maps: 'triage',
          tasks: [
            { id: 'a', title: 'A', dependsOn: ['b'], role: 'nobody' },
            { id: 'b', title: 'B', dependsOn: ['a', 'missing'] },
            { id: 'a', title: 'A again', dependsOn: ['a'] },
          ],
        },
      ],
    });
    const exported = exportCacaoPlaybook(broken, MODIFIED);
    expect(checkCacaoPlaybook(exported)).toEqual([]);
    expect(stepsOf(exported, 'action')).toHaveLength(3);
    expect(planFrom(exported)).toEqual(broken);
    const refusals = importCacaoPlaybook(exported).findings.filter(({ path }) =>
      path.startsWith('plan.'),
    );
    expect(refusals.length).toBeGreaterThan(0);
    for (const { level, message } of refusals) {
      expect(level).toBe('note');
      expect(message).toMatch(/^The catalog refuses the plan until this is/);
    }
  });

  it('carries a condition that cannot be read there and back, and says what the catalog will say', () => {
    const broken = planOf('odd', {
      phases: [
        {
          id: 'triage',
          maps: 'triage',
          tasks: [{ id: 'a', title: 'A', when: 'if it is bad' }],
        },
      ],
    });
    const { plan, findings } = importCacaoPlaybook(
      clone(exportCacaoPlaybook(broken, MODIFIED)),
    );
    expect(plan).toEqual(broken);
    expect(findings).toContainEqual({
      level: 'note',
      path: 'plan.spec.phases[0].tasks[0].when',
      message: expect.stringMatching(
        /^The catalog refuses the plan until this is put right: cannot be read: at character 1: /,
      ),
    });
  });
});

describe('there and back', () => {
  it('every plan of ours stays what it is, over a playbook without a fault', () => {
    fc.assert(
      fc.property(anyPlan, plan => {
        expect(responsePlanSpecSchema.parse(plan.spec)).toEqual(plan.spec);
        const playbook = clone(exportCacaoPlaybook(plan, MODIFIED));
        expect(checkCacaoPlaybook(playbook)).toEqual([]);
        const { plan: back, findings } = importCacaoPlaybook(playbook);
        const [kept, others] = [
          findings.filter(({ level }) => level === 'kept'),
          findings.filter(({ level }) => level !== 'kept'),
        ];
        expect(kept).toHaveLength(tasksOf(plan).length);
        // Nothing but what the catalog would say of the plan itself.
        expect(others.map(({ level, path }) => ({ level, path }))).toEqual(
          lintResponsePlan(plan)
            .filter(({ level }) => level === 'error')
            .map(({ path }) => ({ level: 'note', path: `plan.${path}` })),
        );
        expect(back).toStrictEqual(plan);
      }),
      { numRuns: 300 },
    );
  });

  it('holds for the plan that the fixture becomes, and for its text', () => {
    const plan = planFrom(FIXTURE);
    const playbook = exportCacaoPlaybook(plan, MODIFIED);
    expect(planFrom(playbook)).toStrictEqual(plan);
    expect(planFrom(JSON.stringify(playbook))).toStrictEqual(plan);
  });

  it('what was changed in another tool comes back as it was changed', () => {
    const plan = planOf('plan', {
      lifecycle: 'approved',
      confidentiality: { tlp: 'GREEN' },
      roles: [{ id: 'lead', title: 'Lead' }],
      phases: [
        {
          id: 'triage',
          maps: 'triage',
          tasks: [{ id: 'confirm', title: 'Confirm', role: 'lead' }],
        },
      ],
    });
    const playbook = exportCacaoPlaybook(plan, MODIFIED);
    const [action] = stepsOf(playbook, 'action');
    playbook.name = 'A better name';
    playbook.description = 'Now with a description';
    playbook.revoked = true;
    playbook.valid_until = '2028-01-01T00:00:00.000Z';
    playbook.labels = ['rsit:fraud'];
    playbook.agent_definitions![action.agent!].name = 'Commander';
    Object.values(playbook.data_marking_definitions!)[0].tlpv2_level =
      'TLP:RED';
    action.name = 'Confirm it';
    action.commands![0].command = 'Call the reporter.';
    const { plan: back, findings } = importCacaoPlaybook(playbook);
    expect(back).toMatchObject({
      metadata: {
        name: 'plan',
        title: 'A better name',
        description: 'Now with a description',
      },
      spec: {
        lifecycle: 'retired',
        review: { interval: 'P12M', nextDue: '2028-01-01' },
        confidentiality: { tlp: 'RED' },
        roles: [{ id: 'lead', title: 'Commander' }],
        triggers: {},
        phases: [
          {
            tasks: [
              {
                id: 'confirm',
                title: 'Confirm it',
                instructions: 'Call the reporter.',
              },
            ],
          },
        ],
      },
    });
    expect(
      findings.filter(({ level }) => level === 'note').map(({ path }) => path),
    ).toEqual(['valid_until', 'revoked', 'labels']);
  });

  it('a step that another tool added becomes a task after the one before it', () => {
    const playbook = exportCacaoPlaybook(planOf('plan'), MODIFIED);
    const [first] = stepsOf(playbook, 'action');
    const id = 'action--11111111-1111-4111-8111-111111111111';
    playbook.workflow[id] = {
      type: 'action',
      name: 'Tell the board',
      agent: first.agent,
      commands: [{ type: 'manual', command: 'By phone.' }],
      on_completion: first.on_completion,
    };
    first.on_completion = id;
    expect(tasksOf(planFrom(playbook))).toEqual([
      { id: 'confirm', title: 'Confirm and scope' },
      {
        id: 'tell-the-board',
        title: 'Tell the board',
        instructions: 'By phone.',
        dependsOn: ['confirm'],
      },
    ]);
  });
});

describe('the playbook of the fixture', () => {
  const { plan, findings } = importCacaoPlaybook(FIXTURE);

  it('becomes a draft with the phases, tasks and people of the playbook', () => {
    expect(plan).toEqual({
      apiVersion: 'security-incidents/v1alpha1',
      kind: 'ResponsePlan',
      metadata: {
        name: 'leaked-credential',
        title: 'Leaked credential',
        description:
          'Response plan for a credential exposed in source, logs or chat.',
        tags: ['type:credential-exposure'],
      },
      spec: {
        owner: 'group:default/owner-to-be-named',
        lifecycle: 'draft',
        version: '0.1.0',
        review: { interval: 'P12M', nextDue: '2027-11-23' },
        confidentiality: { tlp: 'AMBER' },
        triggers: {
          classifications: ['rsit:information-content-security'],
          severities: ['high', 'critical'],
        },
        appliesTo: { priority: 80 },
        roles: [
          {
            id: 'incident-commander',
            title: 'Incident commander',
            assign: [{ ref: 'group:default/security-ic' }],
          },
          { id: 'service-owner', title: 'Owner of the affected service' },
          { id: 'privacy-counsel', title: 'Privacy counsel' },
        ],
        phases: [
          {
            id: 'triage',
            maps: 'triage',
            tasks: [
              {
                id: 'confirm',
                title: 'Confirm and scope',
                role: 'incident-commander',
                due: { after: 'PT30M', from: 'declared' },
                required: true,
                instructions:
                  'Is the credential real, live and ours?\n\nCheck the issuer for last use; list the services that hold it.',
              },
              {
                id: 'preserve',
                title: 'Preserve evidence',
                role: 'service-owner',
                due: { after: 'PT1H', from: 'declared' },
                required: true,
                evidence: { required: true },
                parallelWith: ['confirm'],
                instructions:
                  'Keep logs before rotation destroys them.\n\nExport access logs for the credential and attach them as evidence.',
              },
            ],
          },
          {
            id: 'contain',
            maps: 'containment',
            tasks: [
              {
                id: 'revoke',
                title: 'Revoke and rotate',
                role: 'service-owner',
                due: { after: 'PT4H', from: 'detected' },
                required: true,
                dependsOn: ['confirm', 'preserve'],
                instructions:
                  'Stop further use.\n\nRevoke at the issuer, deploy the replacement, prove the old one fails.',
              },
            ],
          },
          {
            id: 'report',
            maps: 'recovery',
            tasks: [
              {
                id: 'gdpr33',
                title: 'Assess GDPR Art. 33',
                role: 'privacy-counsel',
                due: { after: 'PT72H', from: 'aware' },
                required: true,
                obligation: 'gdpr-art33',
                dependsOn: ['revoke'],
                instructions:
                  "Only if: __pii_involved__:value = 'true'\n\nDecide and record notifiability.\n\nRecord the decision; file if required.",
              },
            ],
          },
        ],
      },
    });
  });

  it('keeps the text of every command, and names each task as kept', () => {
    const text = tasksOf(plan!)
      .map(({ instructions }) => instructions)
      .join('\n');
    const commands = commandsOf(FIXTURE);
    expect(commands).toHaveLength(4);
    for (const { command } of commands) expect(text).toContain(command);
    expect(
      findings.filter(
        ({ level, path }) => level === 'kept' && path.startsWith('workflow.'),
      ),
    ).toHaveLength(4);
  });

  it('goes to the owner that the importer names', () => {
    const owned = importCacaoPlaybook(FIXTURE, {
      owner: 'group:default/csirt',
    });
    expect(owned.plan!.spec.owner).toBe('group:default/csirt');
  });

  it('has no fault by the facts of the standard', () => {
    expect(checkCacaoPlaybook(FIXTURE)).toEqual([]);
  });
});
