import type {
  IncidentStatus,
  WorkActionName,
  WorkHolder,
  WorkItem,
} from 'backstage-plugin-security-incidents-common';
import type { CallerPermissions } from '../authorization/permissions';
import type { ListedRecord, ReadAccess } from '../incidents/store/records';
import type { AuthorizedContext } from '../kernel/contexts';

/** The most rows that a source reads for one caller. */
export const MAX_WORK = 1_000;

/** Whose work it is. */
export interface WorkCaller {
  context: AuthorizedContext;
  access: ReadAccess;
  /** The caller, then their groups. */
  principals: readonly string[];
  /** ISO-8601. */
  now: string;
}

/** Something that the caller can do about an item, if they have the permission. */
export interface WorkAct {
  name: Exclude<WorkActionName, 'open'>;
  needs: keyof CallerPermissions;
}

type Facts<T> = T extends unknown
  ? Omit<T, 'incident' | 'mine' | 'action'>
  : never;

/** An item before it is presented to the caller. */
export interface WorkDraft {
  item: Facts<WorkItem>;
  incident: ListedRecord;
  /** The part of the incident's page that it is about. */
  target: string;
  /** The first that is permitted is offered. */
  acts: readonly WorkAct[];
}

/** A task that cannot be started yet. */
export interface LaterTask {
  incident: ListedRecord;
  title: string;
  /** The status in which it starts. */
  status: IncidentStatus;
  /** Place within the plan. */
  position: number;
  hasBegun: boolean;
}

/** Finds one sort of work. A feature adds its source in `createServices.ts`. */
export interface WorkSource {
  /** Runs a bounded number of statements, however much work there is. */
  find(
    caller: WorkCaller,
  ): Promise<{ drafts: WorkDraft[]; later?: LaterTask[]; truncated: boolean }>;
}

/** The holder among the candidates: the caller before their groups; undefined when it is neither. */
export function findOwnHolder(
  candidates: readonly WorkHolder[],
  { principals }: Pick<WorkCaller, 'principals'>,
): WorkHolder | undefined {
  const [self] = principals;
  return (
    candidates.find(({ ref }) => ref === self) ??
    candidates.find(({ ref }) => principals.includes(ref))
  );
}
