import type { PlanPhase, PlanTask } from './document';
import type { AppliedPlanContent } from './run';

/** What of a plan is not as it was. @public */
export interface PlanContentChange {
  kind: 'added' | 'removed' | 'changed';
  /** `plan` is everything that is neither a task, a phase nor a role. */
  part: 'task' | 'phase' | 'role' | 'plan';
  /** Id within the plan; for `plan` the name of the part, such as `escalation`. */
  id: string;
  title: string;
  /** For what changed: the fields that differ. */
  fields?: string[];
}

interface Part {
  title: string;
  fields: Record<string, unknown>;
}

type Parts = Map<string, Part>;

/** The same for every order of keys. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

function differingFields(before: Part, after: Part): string[] {
  const names = new Set([
    ...Object.keys(before.fields),
    ...Object.keys(after.fields),
  ]);
  return [...names].filter(
    name => textOf(before.fields[name]) !== textOf(after.fields[name]),
  );
}

function diffParts(
  part: PlanContentChange['part'],
  before: Parts,
  after: Parts,
): PlanContentChange[] {
  const ids = [...new Set([...after.keys(), ...before.keys()])];
  return ids.flatMap((id): PlanContentChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (!old) return [{ kind: 'added', part, id, title: now!.title }];
    if (!now) return [{ kind: 'removed', part, id, title: old.title }];
    const fields = differingFields(old, now);
    return fields.length > 0
      ? [{ kind: 'changed', part, id, title: now.title, fields }]
      : [];
  });
}

function partsOf({ spec, ...about }: AppliedPlanContent) {
  const { phases, roles, ...rest } = spec;
  const phaseParts: Parts = new Map(
    phases.map(({ tasks: _tasks, ...phase }: PlanPhase) => [
      phase.id,
      { title: phase.title ?? phase.id, fields: phase },
    ]),
  );
  const taskParts: Parts = new Map(
    phases.flatMap(phase =>
      phase.tasks.map((task: PlanTask): [string, Part] => [
        task.id,
        { title: task.title, fields: { ...task, phase: phase.id } },
      ]),
    ),
  );
  const roleParts: Parts = new Map(
    roles.map(role => [role.id, { title: role.title, fields: role }]),
  );
  const planParts: Parts = new Map(
    Object.entries({ ...about, ...rest })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        { title: name, fields: { [name]: value } },
      ]),
  );
  return { phaseParts, taskParts, roleParts, planParts };
}

/**
 * What an upgrade from one content of a plan to another changes, tasks first: what people who work with it look for.
 *
 * @public
 */
export function diffPlanContents(
  before: AppliedPlanContent,
  after: AppliedPlanContent,
): PlanContentChange[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  return [
    ...diffParts('task', old.taskParts, now.taskParts),
    ...diffParts('phase', old.phaseParts, now.phaseParts),
    ...diffParts('role', old.roleParts, now.roleParts),
    ...diffParts('plan', old.planParts, now.planParts),
  ];
}
