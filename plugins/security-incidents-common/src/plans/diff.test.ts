import { examplePlan } from './__testUtils__/examplePlan';
import {
  type AppliedPlanContent,
  diffPlanContents,
  type ResponsePlan,
} from './index';

function toContent(
  change: (spec: ResponsePlan['spec']) => void = () => {},
): AppliedPlanContent {
  const { metadata, spec } = examplePlan();
  change(spec);
  return {
    name: metadata.name,
    title: metadata.title!,
    lifecycle: spec.lifecycle,
    spec,
  };
}

/** The same content with the keys of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T;
}

describe('what an upgrade of a plan changes', () => {
  it('is nothing when the content is the same in another order of keys', () => {
    expect(diffPlanContents(toContent(), reversed(toContent()))).toEqual([]);
  });

  it('is a move of a task to another phase, not one task less and one more', () => {
    const moved = toContent(({ phases }) => {
      phases[1].tasks.push(...phases[0].tasks.splice(1, 1));
    });
    expect(diffPlanContents(toContent(), moved)).toEqual([
      {
        kind: 'changed',
        part: 'task',
        id: 'preserve',
        title: 'Preserve evidence before rotating',
        fields: ['phase'],
        values: [{ field: 'phase', before: 'assess', after: 'contain' }],
      },
    ]);
  });

  it('names phases, roles and other parts that came, went or changed', () => {
    const after = toContent(spec => {
      spec.version = '3.0.0';
      spec.phases[1].goal = 'Nobody can use it any more';
      spec.roles = spec.roles.filter(({ id }) => id !== 'scribe');
      spec.roles.push({ id: 'counsel', title: 'Counsel' });
      delete spec.communications;
      spec.obligations = ['gdpr'];
    });
    const changes = diffPlanContents(toContent(), after);
    expect(changes.map(({ kind, part, id }) => [kind, part, id])).toEqual([
      ['changed', 'phase', 'contain'],
      ['added', 'role', 'counsel'],
      ['removed', 'role', 'scribe'],
      ['changed', 'plan', 'version'],
      ['added', 'plan', 'obligations'],
      ['removed', 'plan', 'communications'],
    ]);
  });

  it('says what fields said and say, where that fits a line', () => {
    const after = toContent(({ phases, roles }) => {
      const [task] = phases[0].tasks;
      task.due = { after: 'PT2H', from: 'declared' };
      task.instructions = 'x'.repeat(300);
      delete task.required;
      roles[0].assign = [
        { ref: 'group:default/night-shift' },
        { ownerOf: 'affected' },
      ];
    });
    const [task, role] = diffPlanContents(toContent(), after);
    expect(task.fields).toEqual(
      expect.arrayContaining(['due', 'instructions', 'required']),
    );
    expect(task.values).toEqual([
      {
        field: 'due',
        before: '30 minutes after declaration',
        after: '2 hours after declaration',
      },
      { field: 'required', before: 'yes' },
    ]);
    expect(role.values).toEqual([
      {
        field: 'assign',
        before: expect.any(String),
        after: 'night-shift, the owner of the service',
      },
    ]);
  });

  it('is the other way round for the way back', () => {
    const after = toContent(({ phases }) => {
      phases[0].tasks.splice(1, 1);
    });
    const there = diffPlanContents(toContent(), after);
    const back = diffPlanContents(after, toContent());
    expect(there).toMatchObject([{ kind: 'removed', id: 'preserve' }]);
    expect(back).toMatchObject([{ kind: 'added', id: 'preserve' }]);
  });
});
