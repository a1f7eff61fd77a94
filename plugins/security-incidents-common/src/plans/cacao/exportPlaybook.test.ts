import {
  type CacaoPlaybook,
  type CacaoStep,
  exportCacaoPlaybook,
  importCacaoPlaybook,
  type ResponsePlan,
} from '../index';
import { checkCacaoPlaybook } from './structure';
import { uuidV5 } from './uuid';
import { makePlan } from '../__testUtils__/arbitraries';

const MODIFIED = { modified: '2026-11-25T09:00:00Z' };

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const planFrom = (document: unknown): ResponsePlan => {
  const { plan, findings } = importCacaoPlaybook(document);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  return plan!;
};

const getSteps = (playbook: CacaoPlaybook, type: string): CacaoStep[] =>
  Object.values(playbook.workflow).filter(step => step.type === type);

/** Each command of the playbook, whatever step it is in. */
const getCommands = (playbook: CacaoPlaybook) =>
  Object.values(playbook.workflow).flatMap(({ commands }) => commands ?? []);

describe('a plan as a playbook', () => {
  const PLAN = makePlan(
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
    expect(at(condition.on_true as string).name).toBe('Decide notifiability');
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
    const [step] = getSteps(
      exportCacaoPlaybook(
        makePlan('conditional', {
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
    expect(getCommands(playbook).map(({ type }) => type)).toEqual(
      Array(4).fill('manual'),
    );
    const [confirm, preserve, , gdpr] = getSteps(playbook, 'action');
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
    const broken = makePlan('circle', {
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
    expect(getSteps(exported, 'action')).toHaveLength(3);
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
    const broken = makePlan('odd', {
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
