import { formatPlanDuration, formatPlanOffset } from './anchors';
import type { PlanOffset, PlanPhase, PlanTask } from './document';
import type { AppliedPlanContent } from './run';
import { shortRef } from './words';

/** Old and new value of a field as text; absent where there was none. @public */
export interface PlanFieldChange {
  field: string;
  before?: string;
  after?: string;
}

/** A difference between two contents of a plan. @public */
export interface PlanContentChange {
  kind: 'added' | 'removed' | 'changed';
  /** `plan`: everything but tasks, phases and roles. */
  part: 'task' | 'phase' | 'role' | 'plan';
  /** Id within the plan; for `plan` the name of the part, such as `escalation`. */
  id: string;
  title: string;
  /** The fields that differ, for `changed`. */
  fields?: string[];
  /** Old and new values that are short enough to show. */
  values?: PlanFieldChange[];
}

/** Longer values are not shown in the difference. */
const MOST_LETTERS = 200;

const isOffset = (value: object): value is PlanOffset =>
  'after' in value && 'from' in value;

/** A value as text; undefined when it is too long for a line. */
function toWords(value: unknown): string | undefined {
  if (typeof value === 'string') {
    if (value.length > MOST_LETTERS) return undefined;
    return /^P[T\d]/.test(value) ? formatPlanDuration(value) : value;
  }
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const words = value.map(toWords);
    const text = words.join(', ');
    return words.includes(undefined) || text.length > MOST_LETTERS
      ? undefined
      : text;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (isOffset(value)) return formatPlanOffset(value);
  // Whom a role is given to.
  if ('ref' in value) return shortRef(String(value.ref));
  if ('ownerOf' in value) return 'the owner of the service';
  return undefined;
}

function getValueChanges(
  fields: readonly string[],
  old: Part,
  now: Part,
): PlanFieldChange[] {
  return fields.flatMap(field => {
    const [before, after] = [old.fields[field], now.fields[field]];
    const [said, says] = [toWords(before), toWords(after)];
    const isTold =
      (before === undefined || said !== undefined) &&
      (after === undefined || says !== undefined);
    return isTold
      ? [
          {
            field,
            ...(said !== undefined && { before: said }),
            ...(says !== undefined && { after: says }),
          },
        ]
      : [];
  });
}

interface Part {
  title: string;
  fields: Record<string, unknown>;
}

type Parts = Map<string, Part>;

/** JSON with sorted keys. */
function toStableText(value: unknown): string {
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
    name =>
      toStableText(before.fields[name]) !== toStableText(after.fields[name]),
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
    if (fields.length === 0) return [];
    const values = getValueChanges(fields, old, now);
    return [
      {
        kind: 'changed',
        part,
        id,
        title: now.title,
        fields,
        ...(values.length > 0 && { values }),
      },
    ];
  });
}

function getParts({ spec, ...about }: AppliedPlanContent) {
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
 * The differences between two contents of a plan: tasks first, then phases, roles and the rest.
 *
 * @public
 */
export function diffPlanContents(
  before: AppliedPlanContent,
  after: AppliedPlanContent,
): PlanContentChange[] {
  const [old, now] = [getParts(before), getParts(after)];
  return [
    ...diffParts('task', old.taskParts, now.taskParts),
    ...diffParts('phase', old.phaseParts, now.phaseParts),
    ...diffParts('role', old.roleParts, now.roleParts),
    ...diffParts('plan', old.planParts, now.planParts),
  ];
}
