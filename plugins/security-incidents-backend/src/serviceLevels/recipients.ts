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
import { targetsOf } from '../catalog/relations';
import { usersOf } from '../catalog/usersOf';
import type { PlanCatalog } from '../responsePlans/PlanCatalog';
import { roleNow } from '../responsePlans/runs/assignees';
import { gapIn } from '../responsePlans/runs/knowledge';
import type { PlanRunRecord } from '../responsePlans/store/planRecords';
import type {
  AffectedRecord,
  IncidentDetails,
  IncidentRecord,
  RoleRecord,
} from '../incidents/store/records';
import type { EscalationTarget } from './ladder';

/** What of an incident decides who is told. */
export type RecipientsBasis = Pick<
  IncidentDetails,
  'incident' | 'affected' | 'roles' | 'members'
> & { run?: PlanRunRecord };

const MAY_NOT_READ = 'may not read it';
const NOT_A_MEMBER = 'an exercise tells nobody outside its members';
const LEADS: readonly IncidentRole[] = [
  'incident-commander',
  'deputy',
  'assignee',
];

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Whether only members are told: of what is restricted, and of what is no real incident. */
export function tellsMembersOnly({
  visibility,
  mode,
}: Pick<IncidentRecord, 'visibility' | 'mode'>): boolean {
  return visibility === 'restricted' || mode !== 'real';
}

function whyNot({ visibility }: IncidentRecord): string {
  return visibility === 'restricted' ? MAY_NOT_READ : NOT_A_MEMBER;
}

function isLabelled(role: string): role is IncidentRole {
  return role in INCIDENT_ROLE_LABELS;
}

/** Who holds a role, else whom the plan gives it to, else why nobody does. */
function holderOf(
  id: string,
  { roles, run }: Pick<RecipientsBasis, 'roles' | 'run'>,
): { ref: string } | { gap: EscalationRecipient } {
  const planned = run?.roles.find(role => role.id === id);
  const held = planned
    ? roleNow(planned, roles)
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

/** Whoever commands, and where it matters everybody who works on it; those who assumed a role first. */
export function leadsOf(
  basis: { roles: readonly RoleRecord[]; run?: PlanRunRecord },
  which: 'commander' | 'all',
): string[] {
  const roles = [...basis.roles];
  const held = LEADS.flatMap(lead => {
    const holder = holderOf(lead, { roles, run: undefined });
    return 'ref' in holder ? [holder.ref] : [];
  });
  const planned = holderOf(LEADS[0], { roles, run: basis.run });
  const leads = unique(
    held.length === 0 && 'ref' in planned ? [planned.ref] : held,
  );
  return which === 'all' ? leads : leads.slice(0, 1);
}

function servicesOf(affected: readonly AffectedRecord[]) {
  return affected.filter(({ role }) => role !== 'cleared');
}

/** Owners as they were when the services were linked: for what has to be said without asking the catalog. */
export function ownersThen(affected: readonly AffectedRecord[]): string[] {
  return unique(
    servicesOf(affected).flatMap(({ snapshot }) => snapshot.ownerRef ?? []),
  );
}

async function needed<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new ServiceUnavailableError(
      'The catalog does not answer, so it cannot be said who is to be told; try again',
      error,
    );
  }
}

/** Finds out with the catalog who rules are for, and who of them may be told. */
export class EscalationRecipients {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      lookup: EntityLookup;
      plans: PlanCatalog;
    },
  ) {}

  /** The people of some groups, and the people among them. */
  async usersOf(refs: readonly string[]): Promise<string[]> {
    return needed(() => usersOf(refs, this.options));
  }

  /**
   * @param actor - who asks for it, and needs not be told
   * @throws ServiceUnavailableError when the catalog has to answer and does not
   */
  async resolve(
    targets: readonly EscalationTarget[],
    basis: RecipientsBasis,
    actor?: string,
  ): Promise<EscalationRecipient[]> {
    const refs: string[] = [];
    const gaps: EscalationRecipient[] = [];
    for (const target of targets) {
      const found = await this.#refsOf(target, basis);
      refs.push(
        ...found.flatMap(item => (typeof item === 'string' ? item : [])),
      );
      gaps.push(
        ...found.flatMap(item => (typeof item === 'string' ? [] : item)),
      );
    }
    const wanted = unique(refs.map(lower));
    const known = await this.options.plans.principalsOf(wanted);
    const reachable: string[] = [];
    for (const ref of wanted) {
      const problem = ref === actor ? 'asked for it' : gapIn(known, ref);
      if (problem) gaps.push({ ref, told: false, why: problem });
      else reachable.push(ref);
    }
    return [...(await this.permitted(reachable, basis)), ...gaps];
  }

  /** Who of some people and groups may be told of an incident as it is now. */
  async permitted(
    refs: readonly string[],
    { incident, members }: Pick<RecipientsBasis, 'incident' | 'members'>,
  ): Promise<EscalationRecipient[]> {
    if (!tellsMembersOnly(incident)) {
      return refs.map(ref => ({ ref, told: true }));
    }
    const belonging = unique(members.map(({ principalRef }) => principalRef));
    const readers = new Set([...belonging, ...(await this.usersOf(belonging))]);
    const answer: EscalationRecipient[] = [];
    for (const ref of refs) {
      if (readers.has(ref)) {
        answer.push({ ref, told: true });
      } else {
        const people = await this.usersOf([ref]);
        answer.push({ ref, told: false, why: whyNot(incident) });
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

  /** Each is a ref, or somebody who is missing. */
  async #refsOf(
    target: EscalationTarget,
    basis: RecipientsBasis,
  ): Promise<Array<string | EscalationRecipient>> {
    if ('ref' in target) return [target.ref];
    if ('role' in target) {
      const holder = holderOf(target.role, basis);
      return ['ref' in holder ? holder.ref : holder.gap];
    }
    if ('lead' in target) return this.#leads(target.lead, basis);
    const owners = await this.#ownersNow(basis.affected);
    if (owners.length === 0) {
      return [
        {
          ref: 'role:owner',
          told: false,
          why: 'no affected service has an owner',
        },
      ];
    }
    return 'parentOf' in target ? this.#parentsOf(owners) : owners;
  }

  /** Somebody has to hear that management waits: the owners where nobody leads. */
  async #leads(which: 'commander' | 'all', basis: RecipientsBasis) {
    const leads = leadsOf(basis, which);
    if (leads.length > 0 || which === 'all') return leads;
    const holder = holderOf('incident-commander', basis);
    return [
      'ref' in holder ? holder.ref : holder.gap,
      ...(await this.#ownersNow(basis.affected)),
    ];
  }

  async #ownersNow(affected: readonly AffectedRecord[]): Promise<string[]> {
    const services = servicesOf(affected);
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

  /** The groups above the owners; above a person, the groups they belong to. */
  async #parentsOf(
    owners: readonly string[],
  ): Promise<Array<string | EscalationRecipient>> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await needed(() =>
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
              ...targetsOf(entity, RELATION_CHILD_OF),
              ...(owner.startsWith('user:')
                ? targetsOf(entity, RELATION_MEMBER_OF)
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
