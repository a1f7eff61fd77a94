import {
  type EntityOverview,
  forwardTransition,
  type NextAction,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentsReader, ListedIncident } from '../store/IncidentsStore';
import type { ReadAccess } from '../store/records';
import { blockersOf, type GuardContext } from './guards';
import { toSummary } from './present';

const SHOWN_INCIDENTS = 5;
const SHOWN_ACTIONS = 3;
const SHOWN_ROLL_UP = 50;
const KINDS_WITH_PARTS = ['system', 'domain', 'group'];

/** Who looks: the person, and every group they own things through. */
export interface Viewer {
  principals: readonly string[];
  mayReport: boolean;
}

async function nextActionOf(
  listed: ListedIncident,
  viewer: Viewer,
  context: GuardContext,
  reader: IncidentsReader,
): Promise<NextAction | undefined> {
  const { incident, affected, roles } = listed;
  const inRole = roles.some(role =>
    viewer.principals.includes(role.principalRef),
  );
  const owns = affected.some(
    ({ snapshot }) =>
      snapshot.ownerRef && viewer.principals.includes(snapshot.ownerRef),
  );
  const move = forwardTransition(incident.status);
  if ((!inRole && !owns) || !move) return undefined;

  const details = await reader.getDetails(incident);
  const [blocker] = blockersOf(move, details, context);
  return {
    incidentId: incident.id,
    incidentKey: incident.key,
    incidentTitle: incident.title,
    text: blocker?.message ?? `Move it to ${STATUS_LABELS[move.to]}`,
    because: inRole ? 'role' : 'owner',
    towards: move.to,
  };
}

/** Everything that the entity card shows. */
export async function buildOverview(
  entityRef: string,
  access: ReadAccess,
  viewer: Viewer,
  context: GuardContext,
  reader: IncidentsReader,
): Promise<EntityOverview> {
  const figures = await reader.getEntityFigures(entityRef, access);
  const overview: EntityOverview = {
    entityRef,
    ...figures,
    openIncidents: [],
    nextActions: [],
    rollUp: [],
    mayReport: viewer.mayReport,
  };
  if (figures.open.total > 0) {
    const page = await reader.list(
      {
        entityRef: [entityRef],
        open: true,
        limit: SHOWN_INCIDENTS,
        orderBy: { field: 'priority', direction: 'desc' },
      },
      access,
    );
    overview.openIncidents = page.items.map(item =>
      toSummary(item.incident, item.affected, item.roles),
    );
    for (const item of page.items) {
      if (overview.nextActions.length === SHOWN_ACTIONS) break;
      const action = await nextActionOf(item, viewer, context, reader);
      if (action) overview.nextActions.push(action);
    }
  }
  if (KINDS_WITH_PARTS.includes(entityRef.split(':')[0])) {
    overview.rollUp = await reader.getRollUp(entityRef, SHOWN_ROLL_UP, access);
  }
  return overview;
}
