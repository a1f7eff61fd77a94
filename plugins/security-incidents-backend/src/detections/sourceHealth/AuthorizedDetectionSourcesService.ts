import type { ParsedMuteSource } from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../../kernel/contexts';
import type { DetectionSourcesService } from './DetectionSourcesService';

/** Only authorizes each call. */
export class AuthorizedDetectionSourcesService
  implements DetectionSourcesService<RequestContext>
{
  constructor(
    private readonly service: DetectionSourcesService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async list(query: { hours: number }, context: RequestContext) {
    return this.service.list(query, await this.#read(context));
  }

  async get(id: string, context: RequestContext) {
    return this.service.get(id, await this.#read(context));
  }

  async test(id: string, context: RequestContext) {
    return this.service.test(id, await this.#configure(context));
  }

  async mute(id: string, request: ParsedMuteSource, context: RequestContext) {
    return this.service.mute(id, request, await this.#configure(context));
  }

  async getEntityWatch(entityRef: string, context: RequestContext) {
    return this.service.getEntityWatch(entityRef, await this.#read(context));
  }

  #read(context: RequestContext) {
    return this.authorizer.requireAmong(context, undefined, 'readDetections');
  }

  #configure(context: RequestContext) {
    return this.authorizer.require(
      context,
      'readDetections',
      'configureDetections',
    );
  }
}
