import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  type ApplicablePlansQuery,
  CATALOG_NOT_READ_YET,
  type Coverage,
  type CoverageQuery,
  exportCacaoPlaybook,
  type ParsedImportPlaybook,
  type ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { KnownState, PlansStore } from './store/PlansStore';
import {
  COVERAGE_FORMULA,
  COVERAGE_LIST,
  toCoverageRow,
  getPassingPlans,
} from './coverage';
import {
  EXPORT_PAGE,
  type ExportFormat,
  makeListFile,
} from '../reports/exports/ListFile';
import { CoveredServices } from './CoveredServices';
import type { KnownPlans } from './KnownPlans';
import { applicablePlans, type CardPlans, cardPlans } from './offers';
import type { CoverageFileQuery, PlansService } from './PlansService';
import { isServiceRef, SERVICE_KINDS } from './readCatalog';
import { importPlaybook } from './playbooks';
import { toPlanStatus } from './standing';
import {
  createVisibilityUnknownError,
  type ServiceVisibility,
  type VisibleServices,
} from './VisibleServices';
import type { WatchReader } from './WatchReader';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';

const DEFAULT_LIMIT = 20;
const SHOWN_SYSTEMS = 8;
const SHOWN_INCIDENTS = 5;

/** The state of an index that was built at least once. */
type ReadState = KnownState & { readAt: string };

/** Thrown until the plan index is built, in place of an empty answer. */
class CatalogNotReadError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  readonly reason = CATALOG_NOT_READ_YET;

  constructor({ failedAt }: KnownState) {
    super(
      `The catalog has not been read yet${
        failedAt ? ' because it is unavailable' : ''
      }; retry in a few seconds`,
    );
  }
}

const isRead = (state: KnownState): state is ReadState =>
  state.readAt !== undefined;

function assertRead(state: KnownState): asserts state is ReadState {
  if (!isRead(state)) {
    throw new CatalogNotReadError(state);
  }
}

const getAge = ({ readAt, failedAt }: ReadState) => ({
  asOf: readAt,
  stale: failedAt !== undefined,
});

/** The same message for missing and for hidden services. */
const createNoServiceError = (entityRef: string) =>
  new NotFoundError(
    `No service ${entityRef} in the catalog; a new one is known within a minute`,
  );

const createNoPlanError = (planRef: string) =>
  new NotFoundError(
    `No response plan ${planRef} in the catalog; a new one is known within a minute`,
  );

/** During a catalog outage the index answers, except for callers with conditional catalog access. */
function assertVisible(
  visibility: ServiceVisibility,
  context: AuthorizedContext,
  notFound: () => NotFoundError,
) {
  if (visibility === 'invisible') throw notFound();
  if (visibility === 'unanswered' && context.services === 'some') {
    throw createVisibilityUnknownError();
  }
}

/** Answers from the plan index. */
export class DefaultPlansService implements PlansService<AuthorizedContext> {
  readonly #plans: KnownPlans;
  readonly #covered: CoveredServices;
  #wasRead = false;

  constructor(
    private readonly options: {
      store: PlansStore;
      known: KnownPlans;
      visible: VisibleServices;
      directory: Pick<DirectoryReader, 'addGroupsBelow'>;
      watches: WatchReader;
      clock(): Date;
    },
  ) {
    this.#plans = options.known;
    this.#covered = new CoveredServices(options.store);
  }

  async getApplicable(query: ApplicablePlansQuery, context: AuthorizedContext) {
    const { entityRef, class: rsitClass, severity } = query;
    if (!isServiceRef(entityRef)) {
      throw new InputError(
        `entityRef: must be one of the kinds ${SERVICE_KINDS.join(', ')}`,
      );
    }
    const [visibility, { state, service }, watches] = await Promise.all([
      this.options.visible.check(entityRef, context),
      this.options.store.findService(entityRef),
      this.options.watches.getWatches([entityRef]),
    ]);
    assertVisible(visibility, context, () => createNoServiceError(entityRef));
    assertRead(state);
    if (!service) throw createNoServiceError(entityRef);
    const age = getAge(state);
    return {
      ...applicablePlans(
        service,
        { classification: rsitClass && { class: rsitClass }, severity },
        await this.#plans.at(state, this.#today()),
        watches.get(entityRef),
      ),
      ...age,
      stale: age.stale || visibility === 'unanswered',
    };
  }

  async getCoverage(
    query: CoverageQuery,
    context: AuthorizedContext,
  ): Promise<Coverage> {
    const { store, watches } = this.options;
    const [{ state, plans, visible, passing }, owners] = await Promise.all([
      this.#prepare(context),
      this.#findOwners(query.owner),
    ]);
    const age = getAge(state);
    const filter = {
      ...query,
      owner: owners.refs,
      limit: query.limit ?? DEFAULT_LIMIT,
      visible,
      passing,
    };
    const [figures, { items, nextCursor }] = await Promise.all([
      store.countCoverage(filter),
      store.listCoverage(filter),
    ]);
    const watched = await watches.getWatches(
      items.map(({ entityRef }) => entityRef),
    );
    return {
      items: items.map(record => toCoverageRow(record, plans, watched)),
      ...figures,
      bySystem: figures.bySystem.slice(0, SHOWN_SYSTEMS),
      formula: COVERAGE_FORMULA,
      pageInfo: { nextCursor },
      ...age,
      stale: age.stale || owners.isIncomplete,
      mayExport: context.permissions.exportReports,
    };
  }

  async exportCoverage(
    query: CoverageFileQuery,
    format: ExportFormat,
    context: AuthorizedContext,
  ) {
    const { store, watches, clock } = this.options;
    const [{ plans, visible, passing }, owners] = await Promise.all([
      this.#prepare(context),
      this.#findOwners(query.owner),
    ]);
    const { items } = await store.listCoverage({
      ...query,
      owner: owners.refs,
      visible,
      passing,
    });
    return makeListFile(COVERAGE_LIST, {
      name: 'response-plan-coverage',
      format,
      now: clock(),
      // Read at once, because the index may be replaced between two pages.
      getPage: async (cursor = '0') => {
        const end = Number(cursor) + EXPORT_PAGE;
        const records = items.slice(Number(cursor), end);
        const watched = await watches.getWatches(
          records.map(({ entityRef }) => entityRef),
        );
        return {
          items: records.map(record => ({
            item: toCoverageRow(record, plans, watched),
          })),
          ...(end < items.length && { nextCursor: String(end) }),
        };
      },
    });
  }

  async importPlaybook(request: ParsedImportPlaybook) {
    return importPlaybook(request);
  }

  async getPlaybook(planRef: string, context: AuthorizedContext) {
    const { plan } = await this.#findPlan(planRef, context);
    return exportCacaoPlaybook(plan.document, { modified: plan.changedAt });
  }

  async getStanding(
    planRef: string,
    context: AuthorizedContext,
  ): Promise<ResponsePlanStatus> {
    const { plan, state, age } = await this.#findPlan(planRef, context);
    const { store, visible } = this.options;
    const mayReadIncidents = context.permissions.read;
    const [covered, seen, exercise, inUse] = await Promise.all([
      this.#covered.find(planRef, plan.document, state),
      visible.list(context),
      mayReadIncidents
        ? store.findLastExercise(planRef, getReadAccess(context))
        : undefined,
      mayReadIncidents
        ? store.listInUse(planRef, getReadAccess(context), SHOWN_INCIDENTS)
        : { items: [], total: 0 },
    ]);
    const shown = seen && new Set(seen);
    return {
      ...toPlanStatus(plan, {
        covered: shown
          ? covered.filter(({ entityRef }) => shown.has(entityRef))
          : covered,
        exercise,
        inUse,
      }),
      ...age,
    };
  }

  async getCard(
    entityRef: string,
    context: AuthorizedContext,
  ): Promise<CardPlans> {
    if (context.services === 'none') return {};
    // The same for every entity, so that it does not reveal which exist.
    if (!(await this.#isRead())) return { plansState: 'not-read-yet' };
    if (!isServiceRef(entityRef)) return {};
    const { store, watches } = this.options;
    const [{ state, service }, watched] = await Promise.all([
      store.findService(entityRef),
      watches.getWatches([entityRef]),
    ]);
    if (!service || !isRead(state)) return {};
    if (
      context.services === 'some' &&
      (await this.options.visible.check(entityRef, context)) !== 'visible'
    ) {
      return {};
    }
    const watch = watched.get(entityRef);
    return {
      ...cardPlans(service, await this.#plans.at(state, this.#today()), watch),
      ...(context.permissions.readDetections && {
        watch: {
          sources: watch?.sources ?? 0,
          inTrouble: watch?.inTrouble ?? 0,
        },
      }),
    };
  }

  /** Finds a plan that the caller may see. */
  async #findPlan(planRef: string, context: AuthorizedContext) {
    const [visibility, state] = await Promise.all([
      this.options.visible.check(planRef, context),
      this.options.store.getState(),
    ]);
    assertVisible(visibility, context, () => createNoPlanError(planRef));
    assertRead(state);
    const plans = await this.#plans.at(state, this.#today());
    const plan = plans.get(planRef);
    if (!plan) throw createNoPlanError(planRef);
    const age = getAge(state);
    return {
      plan,
      state,
      age: { ...age, stale: age.stale || visibility === 'unanswered' },
    };
  }

  async #prepare(context: AuthorizedContext) {
    const [visible, state, watched] = await Promise.all([
      this.options.visible.list(context),
      this.options.store.getState(),
      this.options.watches.getSendingSources(),
    ]);
    assertRead(state);
    const plans = await this.#plans.at(state, this.#today());
    return {
      state,
      visible,
      plans,
      passing: { ...getPassingPlans(plans), watched },
    };
  }

  /** A group owns what the groups below it own. While the catalog is unavailable, only the given owners count. */
  async #findOwners(
    refs: string[] | undefined,
  ): Promise<{ refs?: string[]; isIncomplete: boolean }> {
    if (!refs || refs.length === 0) return { refs, isIncomplete: false };
    try {
      return {
        refs: await this.options.directory.addGroupsBelow(refs),
        isIncomplete: false,
      };
    } catch {
      // `ObservedCatalog` logs the outage.
      return { refs, isIncomplete: true };
    }
  }

  /** Once read, the index stays readable. */
  async #isRead(): Promise<boolean> {
    this.#wasRead ||= isRead(await this.options.store.getState());
    return this.#wasRead;
  }

  #today(): string {
    return this.options.clock().toISOString().slice(0, 10);
  }
}
