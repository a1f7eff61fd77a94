import type {
  IncidentRole,
  PageRequest,
  ParsedBreakGlass,
  ParsedPrincipal,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { AccessService } from './AccessService';

/** Only authorizes each call. */
export class AuthorizedAccessService implements AccessService<RequestContext> {
  constructor(
    private readonly service: AccessService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.assignRole(
      idOrKey,
      role,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: RequestContext,
  ) {
    return this.service.renounceRole(
      idOrKey,
      role,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.addMember(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['restrict']),
    );
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.removeMember(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['restrict']),
    );
  }

  async listViews(idOrKey: string, page: PageRequest, context: RequestContext) {
    return this.service.listViews(
      idOrKey,
      page,
      await this.authorizer.requireOn(idOrKey, context, 'readViews'),
    );
  }

  async breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: RequestContext,
  ) {
    return this.service.breakGlass(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['breakGlass']),
    );
  }
}
