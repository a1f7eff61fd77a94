import type {
  ApplicablePlansQuery,
  CoverageQuery,
  ParsedImportPlaybook,
} from 'backstage-plugin-security-incidents-common';
import { assertHeld } from '../service/AuthorizedIncidentsService';
import {
  type PermissionDecider,
  SERVICE_PAGE_RIGHTS,
} from '../service/CallerDecisions';
import type { CallContext } from '../service/IncidentsService';
import type { CoverageFileQuery, PlansService } from './PlansService';

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
    return this.service.getCoverage(query, await this.#mayRead(context));
  }

  async getCoverageCsv(query: CoverageFileQuery, context: CallContext) {
    return this.service.getCoverageCsv(query, await this.#mayRead(context));
  }

  async importPlaybook(request: ParsedImportPlaybook, context: CallContext) {
    return this.service.importPlaybook(request, await this.#mayRead(context));
  }

  async getPlaybook(planRef: string, context: CallContext) {
    return this.service.getPlaybook(planRef, await this.#mayRead(context));
  }

  async getCard(entityRef: string, context: CallContext) {
    return this.service.getCard(entityRef, await this.#mayRead(context));
  }

  async #mayRead(context: CallContext): Promise<CallContext> {
    const decisions = await this.decider.decideToRead(
      context.credentials,
      SERVICE_PAGE_RIGHTS,
    );
    assertHeld(decisions.rights, ['readPlans']);
    return { ...context, ...decisions };
  }
}
