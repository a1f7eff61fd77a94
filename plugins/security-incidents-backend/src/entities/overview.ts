import {
  type EntityOverview,
  findForwardTransition,
  type IncidentQuery,
  type NextAction,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { ChecksOfServices } from '../responsePlans/PartsReadiness';
import { compareDue, doableTasks } from '../responsePlans/runs/summary';
import { noCounts } from '../database/readModel/DatabaseCounts';
import type {
  IncidentsReader,
  ListedIncident,
} from '../incidents/store/IncidentsStore';
import type { PlanTaskRecord } from '../responsePlans/store/planRecords';
import type { ReadAccess } from '../incidents/store/records';
import { blockersOf, type GuardContext } from '../incidents/guards';
import {
  type IncidentRedaction,
  refsOf,
} from '../authorization/IncidentRedaction';
import { toSummary } from '../incidents/present';
import type { Hidden } from '../authorization/redactServices';
import type { AuthorizedContext } from '../kernel/contexts';

const SHOWN_INCIDENTS = 5;
const SHOWN_ACTIONS = 3;
const SHOWN_ROLL_UP = 50;
const KINDS_WITH_PARTS = ['system', 'domain', 'group'];

/** Who looks: the person, and every group they own things through. */
export interface Viewer {
  principals: readonly string[];
  mayReport: boolean;
}

/** Why an incident is asked of the viewer, if it is. */
function reasonFor(
  { affected, roles }: ListedIncident,
  { principals }: Viewer,
): NextAction['because'] | undefined {
  if (roles.some(role => principals.includes(role.principalRef))) return 'role';
  const owns = affected.some(
    ({ snapshot }) =>
      snapshot.ownerRef && principals.includes(snapshot.ownerRef),
  );
  return owns ? 'owner' : undefined;
}

/** The viewer's own tasks in these incidents that can be done now, the most urgent first. */
function taskActionsOf(
  items: readonly ListedIncident[],
  unfinished: ReadonlyMap<number, PlanTaskRecord[]>,
  { principals }: Viewer,
): NextAction[] {
  return items
    .flatMap(({ incident }) =>
      doableTasks(unfinished.get(incident.seq) ?? [])
        .filter(
          ({ assigneeRef }) => assigneeRef && principals.includes(assigneeRef),
        )
        .map(task => ({ incident, task })),
    )
    .sort((a, b) => compareDue(a.task, b.task))
    .map(({ incident, task }) => ({
      incidentId: incident.id,
      incidentKey: incident.key,
      incidentTitle: incident.title,
      text: task.definition.title,
      because: 'task',
      towards: findForwardTransition(incident.status)?.to ?? incident.status,
      taskId: task.id,
      dueAt: task.dueAt,
    }));
}

/** What the viewer should do: own tasks first, then what keeps the first few incidents of theirs from moving on. */
async function nextActionsOf(
  items: readonly ListedIncident[],
  unfinished: ReadonlyMap<number, PlanTaskRecord[]>,
  viewer: Viewer,
  context: GuardContext,
  reader: IncidentsReader,
  hiddenOf: (item: ListedIncident) => Hidden,
): Promise<NextAction[]> {
  const tasks = taskActionsOf(items, unfinished, viewer);
  const own = items
    .filter(
      ({ incident }) =>
        !tasks.some(({ incidentId }) => incidentId === incident.id),
    )
    .flatMap(item => {
      const because = reasonFor(item, viewer);
      const move = findForwardTransition(item.incident.status);
      return because && move ? [{ ...item, because, move }] : [];
    })
    .slice(0, Math.max(SHOWN_ACTIONS - tasks.length, 0));
  if (own.length === 0) return tasks.slice(0, SHOWN_ACTIONS);

  const steps = await reader.countContainmentSteps(
    own.map(({ incident }) => incident),
  );
  const moves = own.map(({ because, move, ...item }): NextAction => {
    const { incident, affected, roles } = item;
    const containmentSteps = steps.get(incident.seq) ?? 0;
    const [blocker] = blockersOf(
      move,
      {
        incident,
        affected,
        roles,
        containmentSteps,
        // Only the way back from closed looks at earlier moves.
        statusChanges: [],
        // Which plan is followed was settled, or is settled by the move itself.
        plans: {
          runs: 0,
          isDeclined: false,
          tasks: unfinished.get(incident.seq) ?? [],
        },
      },
      { ...context, hidden: hiddenOf(item) },
    );
    return {
      incidentId: incident.id,
      incidentKey: incident.key,
      incidentTitle: incident.title,
      text: blocker?.message ?? `Move it to ${STATUS_LABELS[move.to]}`,
      because,
      towards: move.to,
    };
  });
  return [...tasks, ...moves];
}

/** What is answered of an entity that nobody knows, or that the catalog keeps from the viewer. */
function nothingOf(entityRef: string, viewer: Viewer): EntityOverview {
  return {
    entityRef,
    open: { total: 0, bySeverity: noCounts() },
    total: 0,
    openIncidents: [],
    nextActions: [],
    rollUp: [],
    mayReport: viewer.mayReport,
  };
}

/** Everything that the entity card shows of incidents. */
export async function buildOverview(
  entityRef: string,
  access: ReadAccess,
  context: AuthorizedContext,
  options: {
    reader: IncidentsReader;
    sight: IncidentRedaction;
    viewer: Viewer;
    guards: GuardContext;
    /** How ready some services are; undefined for who may not know. */
    checksOf?(entityRefs: readonly string[]): Promise<ChecksOfServices>;
  },
): Promise<EntityOverview> {
  const { reader, sight, viewer } = options;
  const hasParts = KINDS_WITH_PARTS.includes(entityRef.split(':')[0]);
  const query: IncidentQuery = {
    entityRef: [entityRef],
    open: true,
    limit: SHOWN_INCIDENTS,
    orderBy: { field: 'priority', direction: 'desc' },
  };
  const rollUp = hasParts
    ? reader.getRollUp(entityRef, SHOWN_ROLL_UP, access)
    : Promise.resolve([]);
  const named = Promise.all([reader.listFirst(query, access), rollUp]);
  // Independent questions, put at the same time: a service page waits for the slowest, not for the sum.
  const [figures, unfinished, [openIncidents, parts], hidden, checks] =
    await Promise.all([
      reader.getEntityFigures(entityRef, access),
      reader.getUnfinishedTasksOfFirst(query, access),
      named,
      // The catalog is asked once, for everything that the answer names.
      named.then(([incidents, rows]) =>
        sight.among(context, [
          entityRef,
          ...rows.map(row => row.entityRef),
          ...refsOf(incidents),
        ]),
      ),
      rollUp.then(rows => options.checksOf?.(rows.map(row => row.entityRef))),
    ]);
  if (hidden.has(entityRef)) return nothingOf(entityRef, viewer);
  const hiddenOf = await sight.ofEach(openIncidents, hidden, context);
  return {
    entityRef,
    ...figures,
    openIncidents: openIncidents.map(item =>
      toSummary(item.incident, item.affected, item.roles, hiddenOf(item)),
    ),
    nextActions: await nextActionsOf(
      openIncidents,
      unfinished,
      viewer,
      options.guards,
      reader,
      hiddenOf,
    ),
    rollUp: parts
      .filter(row => !hidden.has(row.entityRef))
      .map(row => ({ ...row, checks: checks?.get(row.entityRef) })),
    mayReport: viewer.mayReport,
  };
}
