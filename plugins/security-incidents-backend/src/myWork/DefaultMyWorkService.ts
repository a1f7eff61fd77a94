import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  WORK_DUE_STATES,
  type WorkCounts,
  type WorkIncident,
  type WorkItem,
  type WorkPage,
  type WorkQuery,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentResource } from '../authorization/incidentResource';
import type { ListedRecord } from '../incidents/store/records';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { toLaterWork } from './later';
import type { MyWorkService } from './MyWorkService';
import { compareWork, cutPage } from './pages';
import type { WorkDraft, WorkSource } from './WorkSource';

/** Everything that depends on the caller's permissions on one incident. */
type PermissionsOf = (
  incident: ListedRecord,
) => ReturnType<AuthorizedContext['permissionsOn']>;

function toWorkIncident(incident: ListedRecord): WorkIncident {
  const { id, key, title, mode, status, severity, priority } = incident;
  const { tlp, visibility, version } = incident;
  return {
    id,
    key,
    title,
    mode,
    status,
    severity,
    priority,
    tlp,
    visibility,
    version,
  };
}

function matches(
  { item, incident }: WorkDraft,
  { kind, holder, due, incident: keys }: WorkQuery,
  self: string | undefined,
): boolean {
  const heldBy = item.holder.ref === self ? 'me' : 'group';
  return (
    (!kind || kind.includes(item.kind)) &&
    (!holder || holder.includes(heldBy)) &&
    (!due || due.includes(item.due.state)) &&
    (!keys || keys.includes(incident.key))
  );
}

function countWork(
  drafts: readonly WorkDraft[],
  self: string | undefined,
): WorkCounts {
  const mine = drafts.filter(({ item }) => item.holder.ref === self).length;
  const byDue = WORK_DUE_STATES.map(state => [
    state,
    drafts.filter(({ item }) => item.due.state === state).length,
  ]);
  return {
    all: drafts.length,
    mine,
    group: drafts.length - mine,
    byDue: Object.fromEntries(byDue),
  };
}

function toItem(
  { item, incident, target, acts }: WorkDraft,
  self: string | undefined,
  permissionsOf: PermissionsOf,
): WorkItem {
  const permissions = permissionsOf(incident);
  const act = acts.find(({ needs }) => permissions[needs]);
  return {
    ...item,
    incident: toWorkIncident(incident),
    mine: item.holder.ref === self,
    action: { name: act?.name ?? 'open', target },
  };
}

export class DefaultMyWorkService implements MyWorkService<AuthorizedContext> {
  constructor(
    private readonly options: {
      sources: readonly WorkSource[];
      store: {
        getResources(
          incidents: readonly ListedRecord[],
        ): Promise<Map<number, IncidentResource>>;
      };
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {}

  async getMyWork(
    query: WorkQuery,
    context: AuthorizedContext,
  ): Promise<WorkPage> {
    const { sources, principalsOf, clock } = this.options;
    const principals = await principalsOf(context.credentials);
    const [self] = principals;
    const now = clock().toISOString();
    const access = getReadAccess(context);
    const found = await Promise.all(
      sources.map(source => source.find({ context, access, principals, now })),
    );
    const all = found.flatMap(({ drafts }) => drafts).sort(compareWork);
    const matching = all.filter(draft => matches(draft, query, self));
    const { drafts, nextCursor } = cutPage(matching, query);
    const permissionsOf = await this.#getPermissions(drafts, context);
    return {
      items: drafts.map(draft => toItem(draft, self, permissionsOf)),
      totalItems: matching.length,
      pageInfo: nextCursor ? { nextCursor } : {},
      counts: countWork(all, self),
      later: toLaterWork(
        found.flatMap(({ later = [] }) => later),
        toWorkIncident,
      ),
      asOf: now,
      truncated: found.some(({ truncated }) => truncated),
    };
  }

  /** Reads what permissions depend on for all incidents of the page together. */
  async #getPermissions(
    drafts: readonly WorkDraft[],
    context: AuthorizedContext,
  ): Promise<PermissionsOf> {
    if (!context.isConditional) return () => context.permissions;
    const incidents = new Map(
      drafts.map(({ incident }) => [incident.seq, incident]),
    );
    const resources = await this.options.store.getResources([
      ...incidents.values(),
    ]);
    return ({ seq }) => context.permissionsOn(resources.get(seq)!);
  }
}
