import type {
  PlanPhase,
  PlanTask,
  ResponsePlan,
  ResponsePlanSpec,
} from './document';
import type { PlanFinding } from './lint';

/** A lint rule. */
export interface LintRule {
  level: PlanFinding['level'];
  check(
    plan: ResponsePlan,
    today: string | undefined,
    exercisedOn: string | undefined,
  ): Array<Omit<PlanFinding, 'code' | 'level'>>;
}

/** A task, where it is, and the phase that it is in. */
export interface LocatedTask {
  task: PlanTask;
  phase: PlanPhase;
  path: string;
}

/** Every task of a plan in order. */
export function locateTasks(spec: ResponsePlanSpec): LocatedTask[] {
  return spec.phases.flatMap((phase, phaseAt) =>
    phase.tasks.map((task, at) => ({
      task,
      phase,
      path: `spec.phases[${phaseAt}].tasks[${at}]`,
    })),
  );
}

/** Every reference to a role in a plan. */
export function roleUses(
  spec: ResponsePlanSpec,
): Array<{ role: string; path: string }> {
  const fromTargets = (targets: object[] | undefined, path: string) =>
    (targets ?? []).flatMap((target, at) =>
      'role' in target
        ? { role: target.role as string, path: `${path}[${at}].role` }
        : [],
    );
  return [
    ...locateTasks(spec).flatMap(({ task, path }) =>
      task.role ? { role: task.role, path: `${path}.role` } : [],
    ),
    ...(spec.escalation ?? []).flatMap(({ notify }, at) =>
      fromTargets(notify, `spec.escalation[${at}].notify`),
    ),
    ...(spec.communications ?? []).flatMap(({ role }, at) =>
      role ? { role, path: `spec.communications[${at}].role` } : [],
    ),
    ...fromTargets(spec.closure?.approvers, 'spec.closure.approvers'),
  ];
}

/** The first dependency cycle as task ids; its first task is repeated at the end. */
export function findCycle(tasks: LocatedTask[]): string[] | undefined {
  const dependencies = new Map(
    tasks.map(({ task }) => [task.id, task.dependsOn ?? []]),
  );
  const cleared = new Set<string>();
  const trail = new Set<string>();

  function follow(id: string): string[] | undefined {
    if (cleared.has(id)) return undefined;
    if (trail.has(id)) {
      const ids = [...trail];
      return [...ids.slice(ids.indexOf(id)), id];
    }
    trail.add(id);
    for (const next of dependencies.get(id) ?? []) {
      const cycle = follow(next);
      if (cycle) return cycle;
    }
    trail.delete(id);
    cleared.add(id);
    return undefined;
  }

  for (const { task } of tasks) {
    const cycle = follow(task.id);
    if (cycle) return cycle;
  }
  return undefined;
}
