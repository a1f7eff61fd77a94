import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  findTransition,
  type IncidentStatus,
  type ParsedApplyPlan,
  type PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../../catalog/EntityLookup';
import type { IncidentsReader } from '../../incidents/store/IncidentsStore';
import type {
  IncidentDetails,
  IncidentRecord,
} from '../../incidents/store/records';
import type { PlanCatalog } from '../PlanCatalog';
import type { IncidentChange } from '../../incidents/IncidentChange';
import { applyChosenPlan, declinePlan } from './apply';
import {
  choosePlans,
  gatherKnowledge,
  type PlanKnowledge,
  toRoleResolution,
} from './knowledge';
import { toOffer } from './offers';
import { toPlanRun } from './present';
import { upgradePlan } from './upgrade';

/** Reads what plan runs need from the plan index and the catalog, before a transaction starts. */
export class IncidentPlans {
  constructor(
    private readonly options: {
      store: IncidentsReader;
      plans: PlanCatalog;
      lookup: EntityLookup;
    },
  ) {}

  /**
   * Reads what a request about a plan needs.
   *
   * @returns the change to make once the incident is locked
   * @throws InputError when the plan does not exist, is invalid or is hidden from the caller
   * @throws ServiceUnavailableError when the catalog is unavailable
   */
  async prepare(
    request: ParsedApplyPlan,
    affected: IncidentDetails['affected'],
    credentials: BackstageCredentials,
  ): Promise<(change: IncidentChange) => Promise<void>> {
    if (!('planRef' in request)) {
      return change => declinePlan(change, request.noPlanReason);
    }
    const { planRef, upgrade } = request;
    const [plan, visible] = await Promise.all([
      this.options.plans.getPlan(planRef),
      this.options.lookup.known([planRef], credentials),
    ]);
    if (!visible) {
      throw new ServiceUnavailableError(
        `The catalog is unavailable, so it is unknown whether you may see ${planRef}; try again`,
      );
    }
    if (!plan || !visible.has(planRef)) {
      throw new InputError(
        `planRef: ${planRef} is not a valid response plan in the catalog, or you may not see it`,
      );
    }
    const knowledge = await gatherKnowledge(this.options.plans, affected, [
      plan,
    ]);
    return async change => {
      await (upgrade ? upgradePlan : applyChosenPlan)(change, plan, knowledge);
    };
  }

  /** Gets the plan knowledge for a transition; undefined if the transition does not decide about plans. */
  async knowledgeForMove(
    incident: IncidentRecord,
    to: IncidentStatus,
  ): Promise<PlanKnowledge | undefined> {
    const transition = findTransition(incident.status, to);
    if (!transition?.guards.includes('has-plan')) return undefined;
    return this.knowledgeFor(await this.options.store.getDetails(incident));
  }

  /** Gets the plan knowledge for the guards; undefined if the decision about plans is made or not due yet. */
  async knowledgeFor({
    incident,
    affected,
    plans,
  }: IncidentDetails): Promise<PlanKnowledge | undefined> {
    const isSettled = plans.runs > 0 || plans.isDeclined;
    return incident.status === 'triage' && !isSettled
      ? gatherKnowledge(this.options.plans, affected)
      : undefined;
  }

  /**
   * Describes applied and offered plans. Applied plans are part of the record, so all readers see them; other plans only if
   * they are visible to the caller in the catalog.
   *
   * @param caller - the caller and their groups; undefined for callers that are no people
   */
  async describe(
    incident: IncidentRecord,
    now: Date,
    credentials: BackstageCredentials,
    caller: readonly string[] | undefined,
  ): Promise<PlanRuns> {
    const details = await this.options.store.getDetails(incident);
    const { affected, plans, roles } = details;
    const [runs, noPlan, knowledge] = await Promise.all([
      this.options.store.plans.getRuns(incident.seq),
      this.options.store.plans.getDecision(incident.seq),
      gatherKnowledge(this.options.plans, affected),
    ]);
    const applied = runs.map(({ planRef }) => planRef);
    const choices = choosePlans(knowledge, incident, affected).filter(
      ({ planRef }) => !applied.includes(planRef),
    );
    const visible = await this.#visible(
      [...applied, ...choices.map(({ planRef }) => planRef)],
      credentials,
    );
    const present = await Promise.all(
      runs.map(run =>
        visible.has(run.planRef)
          ? this.options.plans.getPlan(run.planRef)
          : undefined,
      ),
    );
    const selected = choices.filter(({ planRef }) => visible.has(planRef));
    const undecided =
      incident.classification === undefined && selected.length > 1;
    const tested = await this.options.store.plans.getLastTested(
      selected.map(({ planRef }) => planRef),
    );
    return {
      runs: runs.map((run, index) =>
        toPlanRun(
          run,
          plans.tasks.filter(({ runId }) => runId === run.id),
          { roles, caller },
          present[index],
        ),
      ),
      noPlan,
      ...(undecided && { undecided }),
      offered: selected.map(choice =>
        toOffer(
          undecided
            ? { ...choice, primary: false, reason: choice.fits }
            : choice,
          toRoleResolution(knowledge, affected),
          tested.get(choice.planRef),
          now.toISOString().slice(0, 10),
        ),
      ),
    };
  }

  /** Returns the plans that the caller may see; none while the catalog is unavailable. */
  async #visible(
    planRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const known = await this.options.lookup.known(planRefs, credentials);
    return known ?? new Set();
  }
}
