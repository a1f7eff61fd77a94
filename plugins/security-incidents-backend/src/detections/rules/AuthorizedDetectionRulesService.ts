import type {
  CreateMappingPatternRequest,
  ParsedCreateDetectionRule,
  ParsedCreateSuppression,
  ParsedUpdateDetectionRule,
  ParsedUpdateSuppression,
  TryPayloadRequest,
  UpdateMappingPatternRequest,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../../kernel/contexts';
import type { DetectionRulesService } from './DetectionRulesService';

/** Only authorizes each call. */
export class AuthorizedDetectionRulesService
  implements DetectionRulesService<RequestContext>
{
  constructor(
    private readonly service: DetectionRulesService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async get(context: RequestContext) {
    return this.service.get(
      await this.authorizer.require(
        context,
        'readDetections',
        'triageDetections',
      ),
    );
  }

  async createRule(
    request: ParsedCreateDetectionRule,
    context: RequestContext,
  ) {
    return this.service.createRule(request, await this.#configure(context));
  }

  async updateRule(
    id: string,
    request: ParsedUpdateDetectionRule,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#configure(context);
    return this.service.updateRule(id, request, seen, authorized);
  }

  async deleteRule(id: string, context: RequestContext) {
    return this.service.deleteRule(id, await this.#configure(context));
  }

  async createSuppression(
    request: ParsedCreateSuppression,
    context: RequestContext,
  ) {
    return this.service.createSuppression(
      request,
      await this.#configure(context),
    );
  }

  async updateSuppression(
    id: string,
    request: ParsedUpdateSuppression,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#configure(context);
    return this.service.updateSuppression(id, request, seen, authorized);
  }

  async endSuppression(id: string, context: RequestContext) {
    return this.service.endSuppression(id, await this.#configure(context));
  }

  async createPattern(
    request: CreateMappingPatternRequest,
    context: RequestContext,
  ) {
    return this.service.createPattern(request, await this.#configure(context));
  }

  async updatePattern(
    id: string,
    request: UpdateMappingPatternRequest,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#configure(context);
    return this.service.updatePattern(id, request, seen, authorized);
  }

  async deletePattern(id: string, context: RequestContext) {
    return this.service.deletePattern(id, await this.#configure(context));
  }

  async tryPayload(request: TryPayloadRequest, context: RequestContext) {
    return this.service.tryPayload(request, await this.#configure(context));
  }

  #configure(context: RequestContext) {
    return this.authorizer.require(
      context,
      'readDetections',
      'configureDetections',
    );
  }
}
