import type {
  PageRequest,
  SaveImportMapping,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ImportsService, ImportUpload } from './ImportsService';

/** Only authorizes each call. */
export class AuthorizedImportsService
  implements ImportsService<RequestContext>
{
  constructor(
    private readonly service: ImportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async check(upload: ImportUpload, context: RequestContext) {
    return this.service.check(upload, await this.#require(context));
  }

  async start(upload: ImportUpload, context: RequestContext) {
    return this.service.start(upload, await this.#require(context));
  }

  async list(page: PageRequest, context: RequestContext) {
    return this.service.list(page, await this.#require(context));
  }

  async get(id: string, context: RequestContext) {
    return this.service.get(id, await this.#require(context));
  }

  async cancel(id: string, context: RequestContext) {
    return this.service.cancel(id, await this.#require(context));
  }

  async listIncidents(id: string, page: PageRequest, context: RequestContext) {
    return this.service.listIncidents(
      id,
      page,
      await this.authorizer.require(context, 'createImports', 'read'),
    );
  }

  async listMappings(context: RequestContext) {
    return this.service.listMappings(await this.#require(context));
  }

  async saveMapping(request: SaveImportMapping, context: RequestContext) {
    return this.service.saveMapping(request, await this.#require(context));
  }

  async deleteMapping(id: string, context: RequestContext) {
    return this.service.deleteMapping(id, await this.#require(context));
  }

  #require(context: RequestContext): Promise<AuthorizedContext> {
    return this.authorizer.require(context, 'createImports');
  }
}
