import type { AuthService } from '@backstage/backend-plugin-api';
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
import { getRelationTargets } from '../catalog/relations';
import { findUsers } from '../catalog/findUsers';
import type { PlanCatalog } from '../responsePlans/PlanCatalog';
import { withHolder } from '../responsePlans/runs/assignees';
import { findGap } from '../responsePlans/runs/knowledge';
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

/** Resolves the recipients of rules with the catalog, and decides who of them may be notified. */
export class EscalationRecipients {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      lookup: EntityLookup;
      plans: PlanCatalog;
    },
  ) {}

  /** Returns the users among the refs and the members of the groups among them. */
  async findUsers(refs: readonly string[]): Promise<string[]> {
    return requireCatalog(() => findUsers(refs, this.options));
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
    const gaps: EscalationRecipient[] = [];
    for (const target of targets) {
      const found = await this.#findRefs(target, basis);
      refs.push(
        ...found.flatMap(item => (typeof item === 'string' ? item : [])),
      );
      gaps.push(
        ...found.flatMap(item => (typeof item === 'string' ? [] : item)),
      );
    }
    const wanted = unique(refs.map(lower));
    const known = await this.options.plans.getPrincipals(wanted);
    const reachable: string[] = [];
    for (const ref of wanted) {
      const problem = ref === actor ? 'asked for it' : findGap(known, ref);
      if (problem) gaps.push({ ref, told: false, why: problem });
      else reachable.push(ref);
    }
    return [...(await this.checkPermitted(reachable, basis)), ...gaps];
  }

  /** Decides which users and groups may be notified of the incident in its present state. */
  async checkPermitted(
    refs: readonly string[],
    { incident, members }: Pick<RecipientsBasis, 'incident' | 'members'>,
  ): Promise<EscalationRecipient[]> {
    if (!notifiesMembersOnly(incident)) {
      return refs.map(ref => ({ ref, told: true }));
    }
    const belonging = unique(members.map(({ principalRef }) => principalRef));
    const readers = new Set([
      ...belonging,
      ...(await this.findUsers(belonging)),
    ]);
    const answer: EscalationRecipient[] = [];
    for (const ref of refs) {
      if (readers.has(ref)) {
        answer.push({ ref, told: true });
      } else {
        const people = await this.findUsers([ref]);
        answer.push({ ref, told: false, why: getExclusionReason(incident) });
        answer.push(
          ...people
            .filter(person => person !== ref && readers.has(person))
            .map(person => ({ ref: person, told: true })),
        );
      }
    }
    return answer.filter(
      ({ ref }, index) =>
        answer.findIndex(other => other.ref === ref) === index,
    );
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
