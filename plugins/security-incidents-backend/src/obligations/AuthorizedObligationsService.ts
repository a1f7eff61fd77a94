import type { ParsedRaiseObligation } from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { DecisionRequest, ObligationsService } from './ObligationsService';
import type { RegisterQuery } from './store/ObligationsStore';

/** Only authorizes each call. */
export class AuthorizedObligationsService
  implements ObligationsService<RequestContext>
{
  constructor(
    private readonly service: ObligationsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getOfIncident(idOrKey: string, context: RequestContext) {
    return this.service.getOfIncident(
      idOrKey,
      await this.authorizer.requireOn(idOrKey, context, 'readObligations'),
    );
  }

  /** `If-Match` is the version of the obligation here, not that of the incident. */
  async decide(
    idOrKey: string,
    obligationId: string,
    request: DecisionRequest,
    { ifMatch, ...context }: RequestContext,
  ) {
    return this.service.decide(
      idOrKey,
      obligationId,
      { ...request, seenVersion: ifMatch },
      await this.#requireDecision(context),
    );
  }

  async raise(
    idOrKey: string,
    request: ParsedRaiseObligation,
    context: RequestContext,
  ) {
    return this.service.raise(
      idOrKey,
      request,
      await this.#requireDecision(context),
    );
  }

  async remind(
    idOrKey: string,
    obligationId: string,
    { ifMatch: _ifMatch, ...context }: RequestContext,
  ) {
    return this.service.remind(
      idOrKey,
      obligationId,
      await this.#requireDecision(context),
    );
  }

  async list(query: RegisterQuery, context: RequestContext) {
    return this.service.list(
      query,
      await this.authorizer.requireReadOf(context, 'readObligations'),
    );
  }

  async getRules(context: RequestContext) {
    return this.service.getRules(
      await this.authorizer.requireReadOf(context, 'readObligations'),
    );
  }

  async #requireDecision(context: RequestContext) {
    return this.authorizer.requireChange(context, () => [
      'readObligations',
      'decideObligations',
    ]);
  }
}
