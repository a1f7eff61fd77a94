import {
  type EntityOverview,
  findForwardTransition,
  type IncidentQuery,
  type NextAction,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { ChecksOfServices } from '../responsePlans/PartsReadiness';
import { compareDue, getActionableTasks } from '../responsePlans/runs/summary';
import { noCounts } from '../database/readModel/DatabaseCounts';
import type {
  IncidentsReader,
  ListedIncident,
} from '../incidents/store/IncidentsStore';
import type { PlanTaskRecord } from '../responsePlans/store/planRecords';
import type { ReadAccess } from '../incidents/store/records';
import { getBlockers, type GuardContext } from '../incidents/guards';
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

/** The caller: their user and groups. */
export interface Viewer {
  principals: readonly string[];
  mayReport: boolean;
}

/** Returns why the viewer should act on an incident; undefined if they need not. */
function getReason(
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

/** Returns the viewer's tasks that can be done now, most urgent first. */
function getTaskActions(
  items: readonly ListedIncident[],
  unfinished: ReadonlyMap<number, PlanTaskRecord[]>,
  { principals }: Viewer,
): NextAction[] {
  return items
    .flatMap(({ incident }) =>
      getActionableTasks(unfinished.get(incident.seq) ?? [])
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

/** Returns what the viewer should do: their tasks, then what blocks the next transition of their incidents. */
async function getNextActions(
  items: readonly ListedIncident[],
  unfinished: ReadonlyMap<number, PlanTaskRecord[]>,
  viewer: Viewer,
  context: GuardContext,
  reader: IncidentsReader,
  hiddenOf: (item: ListedIncident) => Hidden,
): Promise<NextAction[]> {
  const tasks = getTaskActions(items, unfinished, viewer);
  const own = items
    .filter(
      ({ incident }) =>
        !tasks.some(({ incidentId }) => incidentId === incident.id),
    )
    .flatMap(item => {
      const because = getReason(item, viewer);
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
    const [blocker] = getBlockers(
      move,
      {
        incident,
        affected,
        roles,
        containmentSteps,
        // Only re-opening looks at earlier transitions.
        statusChanges: [],
        // The plan was decided, or the transition itself decides it.
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

/** The overview of an unknown or hidden entity. */
function createEmptyOverview(
  entityRef: string,
  viewer: Viewer,
): EntityOverview {
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

/** Builds the incident part of the entity card. */
export async function buildOverview(
  entityRef: string,
  access: ReadAccess,
  context: AuthorizedContext,
  options: {
    reader: IncidentsReader;
    redaction: IncidentRedaction;
    viewer: Viewer;
    guards: GuardContext;
    /** Gets the readiness checks of services; undefined if the caller may not see plans. */
    getChecks?(entityRefs: readonly string[]): Promise<ChecksOfServices>;
  },
): Promise<EntityOverview> {
  const { reader, redaction, viewer } = options;
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
  // Independent queries run at the same time, so that a service page waits only for the slowest.
  const [figures, unfinished, [openIncidents, parts], hidden, checks] =
    await Promise.all([
      reader.getEntityFigures(entityRef, access),
      reader.getUnfinishedTasksOfFirst(query, access),
      named,
      // One catalog call for all entities that the response names.
      named.then(([incidents, rows]) =>
        redaction.among(context, [
          entityRef,
          ...rows.map(row => row.entityRef),
          ...refsOf(incidents),
        ]),
      ),
      rollUp.then(rows => options.getChecks?.(rows.map(row => row.entityRef))),
    ]);
  if (hidden.has(entityRef)) return createEmptyOverview(entityRef, viewer);
  const hiddenOf = await redaction.ofEach(openIncidents, hidden, context);
  return {
    entityRef,
    ...figures,
    openIncidents: openIncidents.map(item => toSummary(item, hiddenOf(item))),
    nextActions: await getNextActions(
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
