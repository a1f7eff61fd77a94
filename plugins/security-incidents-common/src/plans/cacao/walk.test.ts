import fc from 'fast-check';
import { responsePlanSpecSchema } from '../index';
import {
  toId,
  makePlaybook,
  manual,
  action,
  importPlaybook,
  getFindings,
  outline,
} from './__testUtils__/foreignPlaybook';

describe('the way through a workflow', () => {
  it('in sequence, each task waits for the one before', () => {
    expect(
      outline(
        makePlaybook({
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
    const playbook = makePlaybook({
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
    expect(importPlaybook(playbook).tasks[3].parallelWith).toEqual(['step-2']);
  });

  it('a condition sticks to its branches, and not to what both lead to', () => {
    const playbook = makePlaybook({
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
      getFindings(importPlaybook(playbook).findings, 'note').map(
        ({ path }) => path,
      ),
    ).toContain(`workflow.${toId('if-condition:1')}`);
  });

  it('what follows a condition that may not hold also waits for what was before it', () => {
    expect(
      outline(
        makePlaybook({
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
    const playbook = makePlaybook({
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
    const notes = getFindings(importPlaybook(playbook).findings, 'note');
    expect(notes.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'A loop became an instruction; nothing repeats by itself',
        'A choice between cases became an instruction; people choose',
      ]),
    );
  });

  it('failure is a branch, and going back is said but not repeated', () => {
    const playbook = makePlaybook({
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
    expect(
      getFindings(importPlaybook(playbook).findings, 'note'),
    ).toContainEqual({
      level: 'note',
      path: `workflow.${toId('action:1')}`,
      message: 'The playbook comes back to this step; its task is there once',
    });
  });

  it('other playbooks are named, the exception is a branch, and what nothing leads to is dropped', () => {
    const playbook = makePlaybook(
      {
        'action:1': action(1, { on_completion: 'playbook-action:1' }),
        'playbook-action:1': {
          name: 'Restore',
          playbook_id: toId('playbook:2'),
          on_completion: 'end:0',
        },
        'action:7': action(7, { on_completion: 'end:0' }),
        'action:9': action(9),
      },
      { workflow_exception: toId('action:7') },
    );
    expect(outline(playbook)).toEqual([
      ['Step 1', '', 'Do 1.'],
      ['Restore', 'step-1', `Follow the playbook ${toId('playbook:2')}.`],
      ['Step 7', '', 'Only if the playbook fails.'],
    ]);
    expect(getFindings(importPlaybook(playbook).findings, 'dropped')).toEqual([
      {
        level: 'dropped',
        path: `workflow.${toId('action:9')}`,
        message: 'Nothing leads to this step; it was left out',
      },
    ]);
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
        const playbook = makePlaybook(steps);
        const { plan, findings, tasks } = importPlaybook(playbook);
        responsePlanSpecSchema.parse(plan.spec);
        const dropped = getFindings(findings, 'dropped').map(
          ({ path }) => path,
        );
        const reached = new Set([playbook.workflow_start]);
        for (const id of reached) {
          const names = JSON.stringify(playbook.workflow[id]);
          for (const other of Object.keys(playbook.workflow)) {
            if (names.includes(other)) reached.add(other);
          }
        }
        expect(dropped).toEqual(
          Object.keys(playbook.workflow)
            .filter(id => !reached.has(id) && id !== toId('end:0'))
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
