import fc from 'fast-check';
import {
  type CacaoPlaybook,
  type CacaoStep,
  exportCacaoPlaybook,
  importCacaoPlaybook,
  type ResponsePlan,
  responsePlanSpecSchema,
} from '../index';
import { lintResponsePlan } from '../lint';
import { checkCacaoPlaybook } from './structure';
import { anyPlan, makePlan } from '../__testUtils__/arbitraries';
import { FIXTURE } from '../__testUtils__/fixture';

const MODIFIED = { modified: '2026-11-25T09:00:00Z' };

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const planFrom = (document: unknown): ResponsePlan => {
  const { plan, findings } = importCacaoPlaybook(document);
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  return plan!;
};

const getTasks = ({ spec }: ResponsePlan) =>
  spec.phases.flatMap(({ tasks }) => tasks);

const getSteps = (playbook: CacaoPlaybook, type: string): CacaoStep[] =>
  Object.values(playbook.workflow).filter(step => step.type === type);

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
        expect(kept).toHaveLength(getTasks(plan).length);
        // Only what the catalog would say of the plan itself.
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
    const plan = makePlan('plan', {
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
    const [action] = getSteps(playbook, 'action');
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
    const playbook = exportCacaoPlaybook(makePlan('plan'), MODIFIED);
    const [first] = getSteps(playbook, 'action');
    const id = 'action--11111111-1111-4111-8111-111111111111';
    playbook.workflow[id] = {
      type: 'action',
      name: 'Tell the board',
      agent: first.agent,
      commands: [{ type: 'manual', command: 'By phone.' }],
      on_completion: first.on_completion,
    };
    first.on_completion = id;
    expect(getTasks(planFrom(playbook))).toEqual([
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
