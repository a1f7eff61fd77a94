import {
  type EntityOverview,
  findForwardTransition,
  type IncidentQuery,
  type NextAction,
  STATUS_LABELS,
  type StatusTransition,
  type TransitionBlocker,
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
import type { CallerPermissions } from '../authorization/permissions';
import { toSummary } from '../incidents/present';
import type { Hidden } from '../authorization/redactServices';
import type { AuthorizedContext } from '../kernel/contexts';
import { REVIEW_SETTLED, type ReviewStanding } from '../reviews/store/records';

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

function toMoveText({ to }: StatusTransition): string {
  if (to === 'resolved') return 'Resolve the incident';
  if (to === 'closed') return 'Close the incident';
  return `Start ${STATUS_LABELS[to].toLocaleLowerCase('en')}`;
}

/** The permission to remove a blocker; `update` unless stated. */
const GUARD_PERMISSIONS: Partial<
  Record<TransitionBlocker['guard'], keyof CallerPermissions>
> = {
  'has-containment-step': 'recordStep',
  'required-tasks': 'recordStep',
  'review-completed': 'updateReviews',
  'actions-assigned': 'updateReviews',
};

/** Blockers that are up to somebody else. */
const OTHERS_GUARDS: readonly TransitionBlocker['guard'][] = [
  'closer-is-second-person',
  'obligations-decided',
  'obligations-sent',
];

/** Returns the first blocker that the caller may remove, or the transition if nothing blocks it; undefined if they may not. */
function findAction(
  move: StatusTransition,
  blockers: readonly TransitionBlocker[],
  permissions: CallerPermissions,
): { text: string; guard?: TransitionBlocker['guard'] } | undefined {
  if (blockers.length === 0) {
    return permissions[move.permission]
      ? { text: toMoveText(move) }
      : undefined;
  }
  const blocker = blockers.find(
    ({ guard }) =>
      !OTHERS_GUARDS.includes(guard) &&
      permissions[GUARD_PERMISSIONS[guard] ?? 'update'],
  );
  return blocker && { text: blocker.message, guard: blocker.guard };
}

/** Reads what permissions depend on for all incidents together. */
async function getPermissions(
  items: readonly ListedIncident[],
  context: AuthorizedContext,
  reader: IncidentsReader,
): Promise<(item: ListedIncident) => CallerPermissions> {
  if (!context.isConditional) return () => context.permissions;
  const resources = await reader.getResources(
    items.map(({ incident }) => incident),
  );
  return ({ incident }) => context.permissionsOn(resources.get(incident.seq)!);
}

/**
 * Returns what the viewer should do and may do: their tasks, then what blocks the next transition of their incidents.
 */
async function getNextActions(
  items: readonly ListedIncident[],
  unfinished: ReadonlyMap<number, PlanTaskRecord[]>,
  viewer: Viewer,
  context: GuardContext,
  reader: IncidentsReader,
  permissionsOf: (item: ListedIncident) => CallerPermissions,
  hiddenOf: (item: ListedIncident) => Hidden,
): Promise<NextAction[]> {
  const tasks = getTaskActions(
    items.filter(item => permissionsOf(item).recordStep),
    unfinished,
    viewer,
  ).slice(0, SHOWN_ACTIONS);
  const own = items
    .filter(
      ({ incident }) =>
        !tasks.some(({ incidentId }) => incidentId === incident.id),
    )
    .flatMap(item => {
      const because = getReason(item, viewer);
      const move = findForwardTransition(item.incident.status);
      return because && move ? [{ ...item, because, move }] : [];
    });
  if (own.length === 0 || tasks.length === SHOWN_ACTIONS) return tasks;

  const steps = await reader.countContainmentSteps(
    own.map(({ incident }) => incident),
  );
  const standings = new Map<number, ReviewStanding>();
  for (const { incident } of own) {
    standings.set(incident.seq, await reader.reviews.getStanding(incident));
  }
  const obligations = await reader.obligations.listOpen(
    own
      .filter(({ move }) => move.guards.includes('obligations-decided'))
      .map(({ incident }) => incident.seq),
  );
  const moves = own.flatMap(({ because, move, ...item }): NextAction[] => {
    const { incident, affected, roles } = item;
    const open = unfinished.get(incident.seq) ?? [];
    const blockers = getBlockers(
      move,
      {
        incident,
        affected,
        roles,
        containmentSteps: steps.get(incident.seq) ?? 0,
        // Only re-opening looks at earlier transitions.
        statusChanges: [],
        // The plan was decided, or the transition itself decides it.
        plans: { runs: 0, isDeclined: false, tasks: open },
        review: standings.get(incident.seq) ?? REVIEW_SETTLED,
        openObligations: obligations.get(incident.seq) ?? [],
      },
      { ...context, hidden: hiddenOf(item) },
    );
    const action = findAction(move, blockers, permissionsOf(item));
    if (!action) return [];
    const task =
      action.guard === 'required-tasks'
        ? getActionableTasks(open).find(({ required }) => required)
        : undefined;
    return [
      {
        incidentId: incident.id,
        incidentKey: incident.key,
        incidentTitle: incident.title,
        text: action.text,
        because,
        towards: move.to,
        ...(task && { taskId: task.id }),
      },
    ];
  });
  return [...tasks, ...moves].slice(0, SHOWN_ACTIONS);
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
  const [hiddenOf, permissionsOf] = await Promise.all([
    redaction.ofEach(openIncidents, hidden, context),
    getPermissions(openIncidents, context, reader),
  ]);
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
      permissionsOf,
      hiddenOf,
    ),
    rollUp: parts
      .filter(row => !hidden.has(row.entityRef))
      .map(row => ({ ...row, checks: checks?.get(row.entityRef) })),
    mayReport: viewer.mayReport,
  };
}
