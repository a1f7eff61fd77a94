import fc from 'fast-check';
import {
  type CacaoFinding,
  type CacaoPlaybook,
  type CacaoStep,
  checkCacaoPlaybook,
  importCacaoPlaybook,
  responsePlanSpecSchema,
} from '../../plans';

/** `action:1` as an id of CACAO: the same number is the same step. */
function idOf(name: string): string {
  const [type, number] = name.split(':');
  return `${type}--00000000-0000-4000-8000-${number.padStart(12, '0')}`;
}

const POINTERS = [
  ...['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false'],
  ...['agent'],
];

/** A playbook of somebody else; steps name each other as `action:1`. */
function playbookOf(
  steps: Record<string, Partial<CacaoStep>>,
  more: Partial<CacaoPlaybook> = {},
): CacaoPlaybook {
  const workflow = Object.entries(steps).map(([name, fields]) => {
    const [type] = name.split(':');
    const step: Record<string, unknown> = { type, ...fields };
    if (type === 'action') step.agent ??= 'group:1';
    for (const key of POINTERS) {
      if (step[key]) step[key] = idOf(step[key] as string);
    }
    if (fields.next_steps) step.next_steps = fields.next_steps.map(idOf);
    if (fields.targets) step.targets = fields.targets.map(idOf);
    if (fields.cases) {
      step.cases = Object.fromEntries(
        Object.entries(fields.cases).map(([key, to]) => [
          key,
          Array.isArray(to) ? to.map(idOf) : idOf(to),
        ]),
      );
    }
    return [idOf(name), step as unknown as CacaoStep];
  });
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: idOf('playbook:1'),
    name: 'Härten & prüfen',
    created_by: idOf('identity:1'),
    created: '2026-11-25T09:00:00.000Z',
    modified: '2026-11-25T09:00:00.000Z',
    workflow_start: idOf('start:0'),
    workflow: Object.fromEntries([
      [idOf('start:0'), { type: 'start', on_completion: idOf('action:1') }],
      [idOf('end:0'), { type: 'end' }],
      ...workflow,
    ]),
    agent_definitions: {
      [idOf('group:1')]: { type: 'group', name: 'Security team' },
      [idOf('ssh:1')]: { type: 'ssh', name: 'Jump host' },
    },
    target_definitions: {
      [idOf('net-address:1')]: { type: 'net-address', name: 'Firewall' },
    },
    ...more,
  };
}

const manual = (command: string) => ({
  commands: [{ type: 'manual', command }],
});
const action = (number: number, more: Partial<CacaoStep> = {}) => ({
  name: `Step ${number}`,
  ...manual(`Do ${number}.`),
  ...more,
});

function importOf(playbook: CacaoPlaybook) {
  expect(checkCacaoPlaybook(playbook)).toEqual([]);
  const { plan, findings } = importCacaoPlaybook(playbook);
  const tasks = plan!.spec.phases.flatMap(phase => phase.tasks);
  return { plan: plan!, findings, tasks };
}

const findingsOf = (findings: CacaoFinding[], level: CacaoFinding['level']) =>
  findings.filter(finding => finding.level === level);

/** Which task waits for which, and what its text starts with. */
const outline = (playbook: CacaoPlaybook) =>
  importOf(playbook).tasks.map(({ title, dependsOn = [], instructions }) => [
    title,
    dependsOn.join(' '),
    instructions?.split('\n\n')[0],
  ]);

describe('commands that are not for people', () => {
  const playbook = playbookOf({
    'action:1': {
      name: 'Block the address',
      description: 'Stop it at the edge.',
      agent: 'ssh:1',
      targets: ['net-address:1'],
      delay: 90_000,
      timeout: 3_600_000,
      commands: [
        { type: 'manual', command: 'Tell the network team.' },
        {
          type: 'bash',
          command: 'iptables -A INPUT -s "$1" -j DROP\necho "```done```"',
        },
        {
          type: 'http-api',
          description: 'Register the block.',
          command: 'POST /blocks HTTP/1.1',
          headers: { accept: ['application/json'] },
        },
        { type: 'manual', command_b64: btoa('Write it down.') },
        { type: 'powershell', command_b64: 'R2V0LVByb2Nlc3M=' },
      ],
      on_completion: 'end:0',
    },
  });
  const { plan, tasks, findings } = importOf(playbook);

  it('become text for reading that nothing can break out of', () => {
    expect(tasks).toEqual([
      {
        id: 'block-the-address',
        title: 'Block the address',
        due: { after: 'PT1H', from: 'phase-start' },
        instructions: [
          'Wait 1 minute and 30 seconds before this.',
          'Stop it at the edge.',
          'Tell the network team.',
          'For reading only, nothing runs this (bash):',
          '````\niptables -A INPUT -s "$1" -j DROP\necho "```done```"\n````',
          'For reading only, nothing runs this (http-api):',
          'Register the block.',
          '```\nPOST /blocks HTTP/1.1\n```',
          '```\n{\n  "headers": {\n    "accept": [\n      "application/json"\n    ]\n  }\n}\n```',
          'Write it down.',
          'For reading only, nothing runs this (powershell):',
          '```\n{\n  "command_b64": "R2V0LVByb2Nlc3M="\n}\n```',
          'Aimed at: Firewall',
          'Meant to be run by: Jump host (ssh)',
        ].join('\n\n'),
      },
    ]);
  });

  it('are each named in the findings', () => {
    expect(
      findingsOf(findings, 'note')
        .filter(({ path }) => path.includes('commands'))
        .map(({ path, message }) => [path.slice(-11), message]),
    ).toEqual(
      (
        [
          [1, 'bash'],
          [2, 'http-api'],
          [4, 'powershell'],
        ] as const
      ).map(([index, type]) => [
        `commands[${index}]`,
        `The command of the type ${type} became text for reading; nothing runs it`,
      ]),
    );
  });

  it('need no role; a plan whose steps name nobody gets a commander', () => {
    expect(plan.spec.roles).toEqual([
      { id: 'incident-commander', title: 'Incident commander', required: true },
    ]);
    expect(plan.metadata).toEqual({
      name: 'harten-prufen',
      title: 'Härten & prüfen',
    });
  });
});

describe('the way through a workflow', () => {
  it('in sequence, each task waits for the one before', () => {
    expect(
      outline(
        playbookOf({
          'action:1': action(1, { on_success: 'action:2' }),
          'action:2': action(2, { on_completion: 'end:0' }),
        }),
      ),
    ).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Step 2', 'step-1', 'Do 2.'],
    ]);
  });

  it('in parallel, branches go side by side and meet again', () => {
    const playbook = playbookOf({
      'action:1': action(1, { on_completion: 'parallel:1' }),
      'parallel:1': {
        next_steps: ['action:2', 'action:4'],
        on_completion: 'action:5',
      },
      'action:2': action(2, { on_completion: 'action:3' }),
      'action:3': action(3),
      'action:4': action(4, { on_completion: 'action:5' }),
      'action:5': action(5, { on_completion: 'end:0' }),
    });
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Step 2', 'step-1', 'Do 2.'],
      ['Step 3', 'step-2', 'Do 3.'],
      ['Step 4', 'step-1', 'Do 4.'],
      ['Step 5', 'step-3 step-4', 'Do 5.'],
    ]);
    expect(importOf(playbook).tasks[3].parallelWith).toEqual(['step-2']);
  });

  it('a condition sticks to its branches, and not to what both lead to', () => {
    const playbook = playbookOf({
      'action:1': action(1, { on_completion: 'if-condition:1' }),
      'if-condition:1': {
        condition: "__pii__:value = 'true'",
        on_true: 'action:2',
        on_false: 'action:3',
      },
      'action:2': action(2, { on_completion: 'action:4' }),
      'action:3': action(3, { on_completion: 'action:4' }),
      'action:4': action(4, { on_completion: 'end:0' }),
    });
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Step 2', 'step-1', "Only if: __pii__:value = 'true'"],
      ['Step 3', 'step-1', "Only if not: __pii__:value = 'true'"],
      ['Step 4', 'step-2 step-3', 'Do 4.'],
    ]);
    expect(
      findingsOf(importOf(playbook).findings, 'note').map(({ path }) => path),
    ).toContain(`workflow.${idOf('if-condition:1')}`);
  });

  it('what follows a condition that may not hold also waits for what was before it', () => {
    expect(
      outline(
        playbookOf({
          'action:1': action(1, { on_completion: 'if-condition:1' }),
          'if-condition:1': {
            condition: 'x',
            on_true: 'action:2',
            on_completion: 'action:3',
          },
          'action:2': action(2),
          'action:3': action(3),
        }),
      ),
    ).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Step 2', 'step-1', 'Only if: x'],
      ['Step 3', 'step-1 step-2', 'Do 3.'],
    ]);
  });

  it('loops and choices become an instruction with a warning', () => {
    const playbook = playbookOf({
      'action:1': action(1, { on_completion: 'while-condition:1' }),
      'while-condition:1': {
        name: 'Until it is quiet',
        condition: '__alerts__:value > 0',
        on_true: 'action:2',
        on_completion: 'switch-condition:1',
      },
      'action:2': action(2),
      'switch-condition:1': {
        switch: '__kind__:value',
        cases: { laptop: 'action:3', default: ['action:4'] },
        on_completion: 'end:0',
      },
      'action:3': action(3),
      'action:4': action(4),
    });
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Until it is quiet', 'step-1', 'Repeat while: __alerts__:value > 0'],
      ['Step 2', 'until-it-is-quiet', 'Repeat while: __alerts__:value > 0'],
      [
        'Step of the type switch-condition',
        'step-2',
        'Choose by __kind__:value: laptop, default',
      ],
      [
        'Step 3',
        'step-of-the-type-switch-condition',
        'Only if __kind__:value is laptop.',
      ],
      [
        'Step 4',
        'step-of-the-type-switch-condition',
        'Only if __kind__:value is default.',
      ],
    ]);
    const notes = findingsOf(importOf(playbook).findings, 'note');
    expect(notes.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'A loop became an instruction; nothing repeats by itself',
        'A choice between cases became an instruction; people choose',
      ]),
    );
  });

  it('failure is a branch, and going back is said but not repeated', () => {
    const playbook = playbookOf({
      'action:1': action(1, {
        on_success: 'action:3',
        on_failure: 'action:2',
      }),
      'action:2': action(2, { on_completion: 'action:1' }),
      'action:3': action(3, { on_completion: 'end:0' }),
    });
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Step 2', 'step-1', 'Only if "Step 1" fails.'],
      ['Step 3', 'step-1 step-2', 'Do 3.'],
    ]);
    expect(findingsOf(importOf(playbook).findings, 'note')).toContainEqual({
      level: 'note',
      path: `workflow.${idOf('action:1')}`,
      message: 'The playbook comes back to this step; its task is there once',
    });
  });

  it('other playbooks are named, the exception is a branch, and what nothing leads to is dropped', () => {
    const playbook = playbookOf(
      {
        'action:1': action(1, { on_completion: 'playbook-action:1' }),
        'playbook-action:1': {
          name: 'Restore',
          playbook_id: idOf('playbook:2'),
          on_completion: 'end:0',
        },
        'action:7': action(7, { on_completion: 'end:0' }),
        'action:9': action(9),
      },
      { workflow_exception: idOf('action:7') },
    );
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Restore', 'step-1', `Follow the playbook ${idOf('playbook:2')}.`],
      ['Step 7', '', 'Only if the playbook fails.'],
    ]);
    expect(findingsOf(importOf(playbook).findings, 'dropped')).toEqual([
      {
        level: 'dropped',
        path: `workflow.${idOf('action:9')}`,
        message: 'Nothing leads to this step; it was left out',
      },
    ]);
  });
});

describe('the rest of a playbook of somebody else', () => {
  const activity = (number: number, name: string, to: string) =>
    action(number, {
      commands: [
        { type: 'manual', command: 'Do it.', playbook_activity: name },
      ],
      on_completion: to,
    });

  it('activities say which phase a step is in; a step that says nothing stays with the one before', () => {
    const { plan } = importOf(
      playbookOf({
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
    const { plan, findings } = importOf(
      playbookOf(
        { 'action:1': action(1, { on_completion: 'end:0' }) },
        {
          impact: 40,
          industry_sectors: ['energy'],
          signatures: [{ type: 'jss' }],
          labels: ['Big Label', 'rsit:fraud/phishing', 'pci'],
          authentication_info_definitions: {
            [idOf('http-basic:1')]: { type: 'http-basic', password: 'hunter2' },
          },
          playbook_variables: { __pii__: { type: 'bool' } },
        },
      ),
    );
    expect(findingsOf(findings, 'dropped').map(({ path }) => path)).toEqual([
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
    const { tasks } = importOf(
      playbookOf({
        'action:1': action(1, { name: 'Check!', on_completion: 'action:2' }),
        'action:2': action(2, { name: 'check', on_completion: 'action:3' }),
        'action:3': action(3, { name: '???', on_completion: 'end:0' }),
      }),
    );
    expect(tasks.map(({ id }) => id)).toEqual(['check', 'check-2', 'task']);
  });

  it('text that a task cannot hold is cut, and how much is said', () => {
    const { tasks, findings } = importOf(
      playbookOf({
        'action:1': {
          name: 'n'.repeat(400),
          ...manual('c'.repeat(12_000)),
          on_completion: 'end:0',
        },
      }),
    );
    expect(tasks[0].title).toHaveLength(300);
    expect(tasks[0].instructions).toHaveLength(10_000);
    expect(findingsOf(findings, 'dropped')[0].message).toBe(
      'A task holds 10000 characters of text; the last 2402 were left out',
    );
  });

  it('a playbook without any work for people is refused', () => {
    const playbook = playbookOf({ 'action:1': action(1) });
    playbook.workflow[idOf('start:0')].on_completion = idOf('end:0');
    const { plan, findings } = importCacaoPlaybook(playbook);
    expect(plan).toBeUndefined();
    expect(findings).toContainEqual({
      level: 'error',
      path: 'workflow',
      message: 'No step of the workflow becomes a task',
    });
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

  it('a command of nothing but fences is still one block', () => {
    const { tasks } = importOf(
      playbookOf({
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
    const playbook = playbookOf({
      ...steps,
      'action:1': action(1, { on_completion: 'if-condition:1' }),
    });
    expect(importOf(playbook).tasks).toHaveLength(1);
  });

  it('a playbook of endless size is refused at once', () => {
    const steps = Object.fromEntries(
      Array.from({ length: 501 }, (_, index) => [
        `action:${index + 1}`,
        action(index + 1),
      ]),
    );
    expect(checkCacaoPlaybook(playbookOf(steps))).toContainEqual({
      level: 'error',
      path: 'workflow',
      message: 'workflow must have at most 500 steps',
    });
  });
});

describe('whatever way a workflow takes', () => {
  const TYPES = [
    ...['action', 'action', 'parallel', 'if-condition', 'while-condition'],
    ...['switch-condition'],
  ];
  const workflow = fc
    .array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 12 })
    .chain(types => {
      const names = [
        'action:1',
        ...types.map((type, index) => `${type}:${index + 2}`),
      ];
      const target = fc.constantFrom(...names, 'end:0');
      const maybe = fc.option(target, { nil: undefined });
      const step = (name: string) => {
        const [type, number] = name.split(':');
        const fields: Record<string, fc.Arbitrary<unknown>> = {
          on_completion: maybe,
          ...(type === 'action'
            ? { on_completion: fc.constant(undefined), on_success: maybe }
            : {}),
          ...(type === 'action' ? { on_failure: maybe } : {}),
          ...(type === 'parallel'
            ? { next_steps: fc.array(target, { minLength: 1, maxLength: 3 }) }
            : {}),
          ...(type.startsWith('if') ? { on_false: maybe } : {}),
          ...(/^(if|while)/.test(type) ? { on_true: target } : {}),
          ...(type.startsWith('switch')
            ? { cases: fc.record({ a: target, b: target }) }
            : {}),
        };
        return fc.record(fields).map(values => [
          name,
          {
            name: `Step ${number}`,
            ...(type === 'action' ? manual(`Command ${number}!`) : {}),
            condition: 'x',
            switch: 'y',
            ...Object.fromEntries(
              Object.entries(values).filter(([, value]) => value !== undefined),
            ),
          },
        ]);
      };
      return fc.tuple(...names.map(step)).map(Object.fromEntries);
    });

  it('each command that the start leads to is kept, exactly once, and waits only for what comes before', () => {
    fc.assert(
      fc.property(workflow, steps => {
        const playbook = playbookOf(steps);
        const { plan, findings, tasks } = importOf(playbook);
        responsePlanSpecSchema.parse(plan.spec);
        const dropped = findingsOf(findings, 'dropped').map(({ path }) => path);
        const reached = new Set([playbook.workflow_start]);
        for (const id of reached) {
          const names = JSON.stringify(playbook.workflow[id]);
          for (const other of Object.keys(playbook.workflow)) {
            if (names.includes(other)) reached.add(other);
          }
        }
        expect(dropped).toEqual(
          Object.keys(playbook.workflow)
            .filter(id => !reached.has(id) && id !== idOf('end:0'))
            .map(id => `workflow.${id}`),
        );
        const text = tasks.map(({ instructions }) => instructions).join('\n');
        const commands = Object.entries(playbook.workflow).flatMap(
          ([id, step]) => {
            const command = step.commands?.[0].command;
            return command ? [{ id, command }] : [];
          },
        );
        expect(
          commands.map(({ command }) => text.split(command).length - 1),
        ).toEqual(
          commands.map(({ id }) =>
            dropped.includes(`workflow.${id}`) ? 0 : 1,
          ),
        );
        const seen = new Set<string>();
        for (const { id, dependsOn = [] } of tasks) {
          expect(dependsOn.filter(other => !seen.has(other))).toEqual([]);
          seen.add(id);
        }
        expect(seen.size).toBe(tasks.length);
      }),
      { numRuns: 500 },
    );
  });
});
