import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import {
  type EscalationRecipient,
  INCIDENT_ROLE_LABELS,
  type IncidentRole,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { Directory } from '../catalog/Directory';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import { getRelationTargets } from '../catalog/relations';
import { withHolder } from '../responsePlans/runs/assignees';
import type { PlanRunRecord } from '../responsePlans/store/planRecords';
import type {
  AffectedRecord,
  IncidentDetails,
  IncidentRecord,
  RoleRecord,
} from '../incidents/store/records';
import type { EscalationTarget } from './ladder';

/** The parts of an incident that decide who is notified. */
export type RecipientsBasis = Pick<
  IncidentDetails,
  'incident' | 'affected' | 'roles' | 'members'
> & { run?: PlanRunRecord };

const CANNOT_READ = 'may not read it';
const NOT_A_MEMBER = 'an exercise tells nobody outside its members';
/** Roles whose holders answer for an incident, the first one first. */
export const LEADS: readonly IncidentRole[] = [
  'incident-commander',
  'deputy',
  'assignee',
];

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const lower = (ref: string) => ref.toLocaleLowerCase('en-US');
const isGroup = (ref: string) => ref.startsWith('group:');

/** Whether only members are notified: for restricted incidents, exercises and tests. */
export function notifiesMembersOnly({
  visibility,
  mode,
}: Pick<IncidentRecord, 'visibility' | 'mode'>): boolean {
  return visibility === 'restricted' || mode !== 'real';
}

function getExclusionReason({ visibility }: IncidentRecord): string {
  return visibility === 'restricted' ? CANNOT_READ : NOT_A_MEMBER;
}

function isLabelled(role: string): role is IncidentRole {
  return role in INCIDENT_ROLE_LABELS;
}

/** Finds the holder of a role, or else the assignee of the plan, or else the reason why there is none. */
function findHolder(
  id: string,
  { roles, run }: Pick<RecipientsBasis, 'roles' | 'run'>,
): { ref: string } | { gap: EscalationRecipient } {
  const planned = run?.roles.find(role => role.id === id);
  const held = planned
    ? withHolder(planned, roles)
    : roles.find(role => role.role === id && !role.renouncedAt);
  if (held?.principalRef) return { ref: held.principalRef };
  const title =
    planned?.title ?? (isLabelled(id) ? INCIDENT_ROLE_LABELS[id] : id);
  return {
    gap: {
      ref: `role:${id}`,
      told: false,
      why: `nobody is ${title}${planned?.gap ? `: ${planned.gap}` : ''}`,
    },
  };
}

/** Finds the commander, or all leads. Assumed roles come before those that the plan assigns. */
export function findLeads(
  basis: { roles: readonly RoleRecord[]; run?: PlanRunRecord },
  which: 'commander' | 'all',
): string[] {
  const roles = [...basis.roles];
  const held = LEADS.flatMap(lead => {
    const holder = findHolder(lead, { roles, run: undefined });
    return 'ref' in holder ? [holder.ref] : [];
  });
  const planned = findHolder(LEADS[0], { roles, run: basis.run });
  const leads = unique(
    held.length === 0 && 'ref' in planned ? [planned.ref] : held,
  );
  return which === 'all' ? leads : leads.slice(0, 1);
}

function getAffectedServices(affected: readonly AffectedRecord[]) {
  return affected.filter(({ role }) => role !== 'cleared');
}

/** Returns the owners from the snapshots, for use without the catalog. */
export function getSnapshotOwners(
  affected: readonly AffectedRecord[],
): string[] {
  return unique(
    getAffectedServices(affected).flatMap(
      ({ snapshot }) => snapshot.ownerRef ?? [],
    ),
  );
}

async function requireCatalog<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailableError(
      'The catalog is unavailable, so the recipients cannot be resolved; try again',
      error,
    );
  }
}

/**
 * Decides whom of users and groups an escalation notifies: who is reachable, and may read the incident as it is now. Of a
 * group that is no member, those of its people are notified who are.
 *
 * @param directory - who is reachable; undefined while the catalog is unavailable, when everybody counts as reachable
 * @param getGap - why nobody behind a ref is reachable
 */
export function decideRecipients(
  refs: readonly string[],
  { incident, members }: Pick<RecipientsBasis, 'incident' | 'members'>,
  directory: Directory | undefined,
  getGap: (ref: string) => string | undefined = ref => directory?.getGap(ref),
): EscalationRecipient[] {
  const belonging = members.map(({ principalRef }) => principalRef);
  const readers = new Set([
    ...belonging,
    ...(directory?.getUsers(belonging) ?? []),
  ]);
  const membersOnly = notifiesMembersOnly(incident);
  const answer: EscalationRecipient[] = [];
  const gaps: EscalationRecipient[] = [];
  for (const ref of refs) {
    const gap = getGap(ref);
    if (gap !== undefined) {
      gaps.push({ ref, told: false, why: gap });
    } else if (!membersOnly || readers.has(ref)) {
      answer.push({ ref, told: true });
    } else {
      answer.push({ ref, told: false, why: getExclusionReason(incident) });
      const people = directory?.getPeople(ref) ?? [];
      answer.push(
        ...people
          .filter(
            person =>
              person !== ref &&
              readers.has(person) &&
              getGap(person) === undefined,
          )
          .map(person => ({ ref: person, told: true })),
      );
    }
  }
  return [...answer, ...gaps].filter(
    ({ ref }, index, all) =>
      all.findIndex(other => other.ref === ref) === index,
  );
}

/** The refs that {@link decideRecipients} needs in its directory. */
export function getRefsToDecide(
  refs: readonly string[],
  { incident, members }: Pick<RecipientsBasis, 'incident' | 'members'>,
): string[] {
  return notifiesMembersOnly(incident)
    ? [...refs, ...members.map(({ principalRef }) => principalRef)]
    : [...refs];
}

/** Resolves the recipients of rules with the catalog, and decides who of them may be notified. */
export class EscalationRecipients {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      lookup: EntityLookup;
      directory: DirectoryReader;
      logger?: Pick<LoggerService, 'warn'>;
    },
  ) {}

  /**
   * The people behind users and groups.
   *
   * @throws ServiceUnavailableError when the catalog is unavailable
   */
  async findPeople(refs: readonly string[]): Promise<string[]> {
    const directory = await requireCatalog(() =>
      this.options.directory.read(refs),
    );
    return unique(refs.flatMap(ref => directory.getPeople(ref)));
  }

  /**
   * Reads who is behind users and groups; undefined while the catalog is unavailable.
   *
   * @param more - refs that only names are needed of
   * @throws ServiceUnavailableError when the catalog is unavailable, and only members of groups are notified
   */
  async readDirectory(
    refs: readonly string[],
    basis: Pick<RecipientsBasis, 'incident' | 'members'>,
    more: readonly string[] = [],
  ): Promise<Directory | undefined> {
    const { directory, logger } = this.options;
    const needed = getRefsToDecide(refs, basis);
    const read = () => directory.read([...needed, ...more]);
    if (notifiesMembersOnly(basis.incident) && needed.some(isGroup)) {
      return requireCatalog(read);
    }
    try {
      return await read();
    } catch (error) {
      logger?.warn(
        'The catalog is unavailable, so nobody knows who of the recipients of an escalation is reachable',
        error as Error,
      );
      return undefined;
    }
  }

  /**
   * @param actor - who escalates; they are not notified
   * @throws ServiceUnavailableError when the catalog is needed and unavailable
   */
  async resolve(
    targets: readonly EscalationTarget[],
    basis: RecipientsBasis,
    actor?: string,
  ): Promise<EscalationRecipient[]> {
    const refs: string[] = [];
    const parents = new Set<string>();
    const gaps: EscalationRecipient[] = [];
    for (const target of targets) {
      for (const found of await this.#findRefs(target, basis)) {
        if (typeof found !== 'string') {
          gaps.push(found);
          continue;
        }
        refs.push(lower(found));
        if ('parentOf' in target) parents.add(lower(found));
      }
    }
    const wanted = unique(refs);
    const directory = await this.readDirectory(wanted, basis);
    const getGap = (ref: string) => {
      if (ref === actor) return 'asked for it';
      const gap = directory?.getGap(ref);
      if (gap !== undefined || !isGroup(ref) || !parents.has(ref)) return gap;
      // The people of the groups below are other teams.
      return directory?.getMembers(ref).length === 0
        ? `${ref} has no members of its own`
        : undefined;
    };
    const decided = decideRecipients(wanted, basis, directory, getGap);
    return [
      ...decided.filter(({ ref }) => getGap(ref) === undefined),
      ...gaps,
      ...decided.filter(({ ref }) => getGap(ref) !== undefined),
    ];
  }

  /** Returns refs, and a gap for each recipient that is missing. */
  async #findRefs(
    target: EscalationTarget,
    basis: RecipientsBasis,
  ): Promise<Array<string | EscalationRecipient>> {
    if ('ref' in target) return [target.ref];
    if ('role' in target) {
      const holder = findHolder(target.role, basis);
      return ['ref' in holder ? holder.ref : holder.gap];
    }
    if ('lead' in target) return this.#findLeads(target.lead, basis);
    const owners = await this.findOwners(basis.affected);
    if (owners.length === 0) {
      return [
        {
          ref: 'role:owner',
          told: false,
          why: 'no affected service has an owner',
        },
      ];
    }
    return 'parentOf' in target ? this.#findParents(owners) : owners;
  }

  /** Falls back to the owners when there is no commander. */
  async #findLeads(which: 'commander' | 'all', basis: RecipientsBasis) {
    const leads = findLeads(basis, which);
    if (leads.length > 0 || which === 'all') return leads;
    const holder = findHolder('incident-commander', basis);
    return [
      'ref' in holder ? holder.ref : holder.gap,
      ...(await this.findOwners(basis.affected)),
    ];
  }

  /** Finds the present owners of the affected services, or those at link time while the catalog is unavailable. */
  async findOwners(affected: readonly AffectedRecord[]): Promise<string[]> {
    const services = getAffectedServices(affected);
    const owners = await this.options.lookup.ownersNow(
      services.map(({ entityRef }) => entityRef),
      await this.options.auth.getOwnServiceCredentials(),
    );
    return unique(
      services.flatMap(
        ({ entityRef, snapshot }) =>
          owners?.get(entityRef) ?? snapshot.ownerRef ?? [],
      ),
    );
  }

  /** Finds the parent groups of owners. The parents of a user are the groups they belong to. */
  async #findParents(
    owners: readonly string[],
  ): Promise<Array<string | EscalationRecipient>> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await requireCatalog(() =>
      catalog.getEntitiesByRefs(
        { entityRefs: [...owners], fields: ['kind', 'metadata', 'relations'] },
        { credentials },
      ),
    );
    return owners.flatMap(
      (owner, index): Array<string | EscalationRecipient> => {
        const entity = items[index];
        const above = entity
          ? [
              ...getRelationTargets(entity, RELATION_CHILD_OF),
              ...(owner.startsWith('user:')
                ? getRelationTargets(entity, RELATION_MEMBER_OF)
                : []),
            ]
          : [];
        return above.length > 0
          ? above
          : [{ ref: owner, told: false, why: 'has no group above it' }];
      },
    );
  }
}
