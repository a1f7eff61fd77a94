import { isCertainlyShorter } from './duration';
import { parsePlanCondition } from './expression';
import { findCycle, type LintRule, locateTasks } from './lintWalk';
import { PlanConditionError } from './tokens';

/* What lint looks at in the tasks of a plan. */

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

export const dueBeforeDependency: LintRule = {
  level: 'error',
  check({ spec }) {
    const tasks = locateTasks(spec);
    const byId = new Map(tasks.map(located => [located.task.id, located]));
    return tasks.flatMap(({ task, path, phase }) =>
      (task.dependsOn ?? []).flatMap(id => {
        const other = byId.get(id);
        if (!other || !task.due || !other.task.due) return [];
        const { after, from } = task.due;
        // The start of one phase is another moment than the start of the next.
        const sameAnchor =
          from === other.task.due.from &&
          (from !== 'phase-start' || phase === other.phase);
        return sameAnchor && isCertainlyShorter(after, other.task.due.after)
          ? {
              path: `${path}.due`,
              message: `due ${after} after ${from}, before ${id} that it depends on (${other.task.due.after}): make it later or the other one earlier`,
            }
          : [];
      }),
    );
  },
};

/** Who reads the plan sees a condition; the incident would have the task whatever it says. */
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
