import { importCacaoPlaybook } from '../index';
import { checkCacaoPlaybook } from './structure';
import {
  toId,
  makePlaybook,
  manual,
  action,
  importDraft,
  importPlaybook,
  getFindings,
} from './__testUtils__/foreignPlaybook';

describe('the rest of a playbook of somebody else', () => {
  const activity = (number: number, name: string, to: string) =>
    action(number, {
      commands: [
        { type: 'manual', command: 'Do it.', playbook_activity: name },
      ],
      on_completion: to,
    });

  it('activities say which phase a step is in; a step that says nothing stays with the one before', () => {
    const { plan } = importPlaybook(
      makePlaybook({
        'action:1': activity(1, 'scan-system', 'action:2'),
        'action:2': activity(2, 'restrict-access', 'action:3'),
        'action:3': action(3, { on_completion: 'action:4' }),
        'action:4': activity(4, 'deliver-content', 'action:5'),
        'action:5': activity(5, 'analyze-collected-data', 'end:0'),
      }),
    );
    expect(
      plan.spec.phases.map(({ id, maps, tasks }) => [
        id,
        maps,
        tasks.map(task => task.id),
      ]),
    ).toEqual([
      ['triage', 'triage', ['step-1', 'step-5']],
      ['contain', 'containment', ['step-2', 'step-3']],
      ['report', 'recovery', ['step-4']],
    ]);
  });

  it('what has no place is named; credentials are not taken over', () => {
    const { plan, findings } = importPlaybook(
      makePlaybook(
        { 'action:1': action(1, { on_completion: 'end:0' }) },
        {
          impact: 40,
          industry_sectors: ['energy'],
          signatures: [{ type: 'jss' }],
          labels: ['Big Label', 'rsit:fraud/phishing', 'pci'],
          authentication_info_definitions: {
            [toId('http-basic:1')]: { type: 'http-basic', password: 'hunter2' },
          },
          playbook_variables: { __pii__: { type: 'bool' } },
        },
      ),
    );
    expect(getFindings(findings, 'dropped').map(({ path }) => path)).toEqual([
      'impact',
      'industry_sectors',
      'authentication_info_definitions',
      'labels[0]',
      'playbook_variables',
    ]);
    expect(findings).toContainEqual({
      level: 'note',
      path: 'signatures',
      message: 'The playbook carries 1 signature(s); they were not verified',
    });
    expect(plan.metadata.tags).toEqual(['pci']);
    expect(plan.spec.triggers).toEqual({
      classifications: ['rsit:fraud/phishing'],
    });
    expect(JSON.stringify(plan)).not.toContain('hunter2');
  });

  it('names that are alike get ids of their own', () => {
    const { tasks } = importPlaybook(
      makePlaybook({
        'action:1': action(1, { name: 'Check!', on_completion: 'action:2' }),
        'action:2': action(2, { name: 'check', on_completion: 'action:3' }),
        'action:3': action(3, { name: '???', on_completion: 'end:0' }),
      }),
    );
    expect(tasks.map(({ id }) => id)).toEqual(['check', 'check-2', 'task']);
  });

  it('text that a task cannot hold is cut, and how much is said', () => {
    const { tasks, findings } = importPlaybook(
      makePlaybook({
        'action:1': {
          name: 'n'.repeat(400),
          ...manual('c'.repeat(12_000)),
          on_completion: 'end:0',
        },
      }),
    );
    expect(tasks[0].title).toHaveLength(300);
    expect(tasks[0].instructions).toHaveLength(10_000);
    expect(getFindings(findings, 'dropped')[0].message).toBe(
      'A task holds 10000 characters of text; the last 2402 were left out',
    );
  });

  it('steps that the start does not lead to become tasks where there are no others', () => {
    const playbook = makePlaybook({ 'action:1': action(1) });
    playbook.workflow[toId('start:0')].on_completion = toId('end:0');
    const { plan, findings, tasks } = importPlaybook(playbook);
    expect(tasks.map(({ title }) => title)).toEqual(['Step 1']);
    expect(plan.spec.lifecycle).toBe('draft');
    expect(findings).toContainEqual({
      level: 'note',
      path: `workflow.${toId('action:1')}`,
      message:
        'The start does not lead to this step; its task was made all the same',
    });
  });

  it('a workflow without steps for people becomes a plan with a first task', () => {
    const playbook = makePlaybook({});
    playbook.workflow[toId('start:0')].on_completion = toId('end:0');
    const { findings, tasks } = importPlaybook(playbook);
    expect(tasks).toEqual([
      { id: 'write-tasks', title: 'Write the tasks of this plan' },
    ]);
    expect(findings).toContainEqual({
      level: 'note',
      path: 'workflow',
      message:
        'The workflow has no steps for people; the plan got a first task',
    });
  });

  it('a draft that only has names becomes tasks by their names', () => {
    const playbook = makePlaybook({
      'action:1': { name: 'Find it', on_completion: 'if-condition:2' },
      'if-condition:2': {
        name: 'Can it be patched?',
        on_true: 'action:3',
        on_false: 'switch-condition:4',
      },
      'action:3': { name: 'Patch', on_completion: 'end:0' },
      'switch-condition:4': { name: 'Which?', cases: { laptop: 'action:5' } },
      'action:5': { name: 'Mitigate', on_completion: 'end:0' },
    });
    for (const step of Object.values(playbook.workflow)) delete step.agent;
    playbook.workflow_start = toId('action:1');
    const { findings, tasks } = importDraft(playbook);
    expect(
      tasks.map(({ title, instructions = '' }) => [title, instructions]),
    ).toEqual([
      ['Find it', ''],
      ['Patch', 'Only if: Can it be patched?'],
      ['Which?', 'Only if not: Can it be patched?\nChoose by Which?: laptop'],
      [
        'Mitigate',
        'Only if not: Can it be patched?\nOnly if Which? is laptop.',
      ],
    ]);
    expect(getFindings(findings, 'note').map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'workflow_start',
        `workflow.${toId('action:1')}.agent`,
        `workflow.${toId('action:1')}.commands`,
        `workflow.${toId('if-condition:2')}.condition`,
        `workflow.${toId('switch-condition:4')}.switch`,
      ]),
    );
  });

  it('more tasks than a phase holds go to phases behind it', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 250 }, (_, index) => [
        `action:${index + 1}`,
        action(index + 1, {
          on_completion: index === 249 ? 'end:0' : `action:${index + 2}`,
        }),
      ]),
    );
    const { plan } = importPlaybook(makePlaybook(steps));
    expect(
      plan.spec.phases.map(({ id, maps, tasks }) => [id, maps, tasks.length]),
    ).toEqual([
      ['triage', 'triage', 100],
      ['triage-2', 'triage', 100],
      ['triage-3', 'triage', 50],
    ]);
  });

  it('references and names that a plan cannot hold are cut or named', () => {
    const { plan, findings } = importPlaybook(
      makePlaybook(
        { 'action:1': action(1) },
        {
          name: '漏洩対応',
          external_references: [
            { name: ' ', description: 'x' },
            { name: 'n'.repeat(400), external_id: 'e'.repeat(400) },
            { name: 'Wiki', url: 'wiki page' },
            { name: 'backstage-entity', external_id: `a:b/${'c'.repeat(99)}` },
          ],
        },
      ),
    );
    expect(plan.metadata.name).toBe('imported-playbook');
    expect(plan.spec.references).toEqual([
      {
        standard: `${'n'.repeat(299)}…`,
        clause: `${'e'.repeat(299)}…`,
      },
      { standard: 'Wiki' },
    ]);
    expect(getFindings(findings, 'dropped').map(({ path }) => path)).toEqual([
      'external_references[0]',
      'external_references[2].url',
    ]);
  });

  it('a document that is nested without end is refused', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    for (const document of [deep, `{"workflow":${deep}}`]) {
      expect(importCacaoPlaybook(document).findings).toEqual([
        {
          level: 'error',
          path: '',
          message: 'The document is nested more than 64 levels deep',
        },
      ]);
    }
  });

  it('a command of fences only is still one block', () => {
    const { tasks } = importPlaybook(
      makePlaybook({
        'action:1': action(1, {
          commands: [{ type: 'bash', command: '``` '.repeat(200_000) }],
        }),
      }),
    );
    expect(tasks[0].instructions).toMatch(/\n\n````\n``` ``` /);
  });

  it('a playbook of the largest size is read before the test runs out of time', () => {
    const count = 490;
    const steps = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `if-condition:${index + 1}`,
        {
          condition: 'x',
          on_true: index + 2 > count ? 'end:0' : `if-condition:${index + 2}`,
          on_false: index + 3 > count ? 'end:0' : `if-condition:${index + 3}`,
        },
      ]),
    );
    const playbook = makePlaybook({
      ...steps,
      'action:1': action(1, { on_completion: 'if-condition:1' }),
    });
    expect(importPlaybook(playbook).tasks).toHaveLength(1);
  });

  it('a playbook of endless size is refused at once', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 501 }, (_, index) => [
        `action:${index + 1}`,
        action(index + 1),
      ]),
    );
    expect(checkCacaoPlaybook(makePlaybook(steps))).toContainEqual({
      level: 'error',
      path: 'workflow',
      message: 'workflow must have at most 500 steps',
    });
  });
});
