import { isCertainlyShorter } from './duration';
import { parsePlanCondition } from './expression';
import {
  findCycle,
  type LintRule,
  type LocatedTask,
  locateTasks,
} from './lintWalk';
import { PlanConditionError } from './tokens';

/* Lint rules for the tasks of a plan. */

export const unknownTask: LintRule = {
  level: 'error',
  check({ spec }) {
    const tasks = locateTasks(spec);
    const known = new Set(tasks.map(({ task }) => task.id));
    return tasks.flatMap(({ task, path }) =>
      (['dependsOn', 'parallelWith'] as const).flatMap(field =>
        (task[field] ?? []).flatMap((id, at) =>
          known.has(id)
            ? []
            : {
                path: `${path}.${field}[${at}]`,
                message: `there is no task ${id} in this plan: name one of its tasks or remove it`,
              },
        ),
      ),
    );
  },
};

export const dependencyCycle: LintRule = {
  level: 'error',
  check({ spec }) {
    const tasks = locateTasks(spec);
    const cycle = findCycle(tasks);
    if (!cycle) return [];
    const { task, path } = tasks.find(one => one.task.id === cycle[0])!;
    return [
      {
        path: `${path}.dependsOn[${task.dependsOn!.indexOf(cycle[1])}]`,
        message: `no task of ${cycle.join(
          ' -> ',
        )} could ever start, because each waits for the next: remove one of these dependencies`,
      },
    ];
  },
};

/** Dependencies that are followed in one plan. No real plan has so many; a hostile one must not block the process. */
const MAX_DEPENDENCY_LOOKUPS = 100_000;

/** The dependencies of a task whose due time has the same anchor, and through which other task it depends on them. */
function findComparableDependencies(
  { task, phase }: LocatedTask,
  byId: ReadonlyMap<string, LocatedTask>,
  budget: { left: number },
): Array<{ id: string; after: string; by?: string }> {
  const seen = new Set<string>();
  const follow = (
    ids: string[],
    by?: string,
  ): ReturnType<typeof findComparableDependencies> =>
    ids.flatMap(id => {
      budget.left -= 1;
      const other = byId.get(id);
      if (!other || seen.has(id) || budget.left < 0) return [];
      seen.add(id);
      const due = other.task.due;
      // The start of one phase is another moment than the start of the next.
      return due &&
        due.from === task.due?.from &&
        (due.from !== 'phase-start' || phase === other.phase)
        ? [{ id, after: due.after, by }]
        : follow(other.task.dependsOn ?? [], by ?? id);
    });
  return follow(task.dependsOn ?? []);
}

export const dueBeforeDependency: LintRule = {
  level: 'error',
  check({ spec }) {
    const tasks = locateTasks(spec);
    const byId = new Map(tasks.map(located => [located.task.id, located]));
    const budget = { left: MAX_DEPENDENCY_LOOKUPS };
    return tasks.flatMap(located => {
      const { due } = located.task;
      if (!due) return [];
      return findComparableDependencies(located, byId, budget)
        .filter(({ after }) => isCertainlyShorter(due.after, after))
        .map(({ id, after, by }) => ({
          path: `${located.path}.due`,
          message: `due ${due.after} after ${
            due.from
          }, before ${id} that it depends on${
            by ? ` by way of ${by}` : ''
          } (${after}): make it later or the other one earlier`,
        }));
    });
  },
};

/** A condition that cannot be parsed would make the task apply always. */
export const unreadableCondition: LintRule = {
  level: 'error',
  check: ({ spec }) =>
    locateTasks(spec).flatMap(({ task, path }) => {
      if (task.when === undefined) return [];
      try {
        parsePlanCondition(task.when);
        return [];
      } catch (error) {
        if (!(error instanceof PlanConditionError)) throw error;
        return {
          path: `${path}.when`,
          message: `cannot be read: ${error.message}`,
        };
      }
    }),
};

export const requiredTaskWithoutRole: LintRule = {
  level: 'warning',
  check({ spec }) {
    const given = new Set(
      spec.roles.filter(({ assign }) => assign?.length).map(({ id }) => id),
    );
    const roles = new Set(spec.roles.map(({ id }) => id));
    return locateTasks(spec).flatMap(({ task, path }) => {
      if (!task.required) return [];
      if (!task.role) {
        return {
          path: `${path}.role`,
          message: `${task.id} is required but no role does it: name one`,
        };
      }
      return roles.has(task.role) && !given.has(task.role)
        ? {
            path: `${path}.role`,
            message: `${task.id} is required but its role ${task.role} is given to nobody: assign somebody in spec.roles`,
          }
        : [];
    });
  },
};
