import type {
  ApplicablePlansQuery,
  CoverageQuery,
  ParsedImportPlaybook,
} from 'backstage-plugin-security-incidents-common';
import {
  type PermissionDecider,
  SERVICE_PAGE_PERMISSIONS,
} from '../authorization/CallerDecisions';
import type {
  CallContext,
  CallerPermissions,
} from '../incidents/IncidentsService';
import { assertPermitted } from '../authorization/permissions';
import type { CoverageFileQuery, PlansService } from './PlansService';

type Right = keyof CallerPermissions;
const COVERAGE_RIGHTS: readonly Right[] = [
  ...SERVICE_PAGE_PERMISSIONS,
  'exportReports',
];

/** Does nothing but authorise: one decision for each call, handed down with what the caller sees in the catalog. */
export class AuthorizedPlansService implements PlansService {
  constructor(
    private readonly service: PlansService,
    private readonly decider: PermissionDecider,
  ) {}

  async getApplicable(query: ApplicablePlansQuery, context: CallContext) {
    return this.service.getApplicable(query, await this.#mayRead(context));
  }

  async getCoverage(query: CoverageQuery, context: CallContext) {
    return this.service.getCoverage(
      query,
      await this.#mayRead(context, COVERAGE_RIGHTS),
    );
  }

  async getCoverageCsv(query: CoverageFileQuery, context: CallContext) {
    const decided = await this.#mayRead(context, COVERAGE_RIGHTS);
    assertPermitted(decided.permissions, ['exportReports']);
    return this.service.getCoverageCsv(query, decided);
  }

  async importPlaybook(request: ParsedImportPlaybook, context: CallContext) {
    return this.service.importPlaybook(request, await this.#mayRead(context));
  }

  async getPlaybook(planRef: string, context: CallContext) {
    return this.service.getPlaybook(planRef, await this.#mayRead(context));
  }

  async getStanding(planRef: string, context: CallContext) {
    return this.service.getStanding(planRef, await this.#mayRead(context));
  }

  async getCard(entityRef: string, context: CallContext) {
    return this.service.getCard(entityRef, await this.#mayRead(context));
  }

  async #mayRead(
    context: CallContext,
    wanted: readonly Right[] = SERVICE_PAGE_PERMISSIONS,
  ) {
    const decisions = await this.decider.decideToRead(
      context.credentials,
      wanted,
    );
    assertPermitted(decisions.permissions, ['readPlans']);
    return { ...context, ...decisions };
  }
}
