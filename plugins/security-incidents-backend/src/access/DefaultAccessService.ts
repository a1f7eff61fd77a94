import type {
  IncidentRole,
  PageRequest,
  ParsedBreakGlass,
  ParsedPrincipal,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { AccessLogWriter } from './AccessLogWriter';
import type { AccessService } from './AccessService';
import { breakGlass } from './breakGlass';
import { addMember, assumeRole, removeMember, renounceRole } from './people';

const LEADS: readonly IncidentRole[] = ['incident-commander', 'assignee'];

export class DefaultAccessService implements AccessService<AuthorizedContext> {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      views: AccessLogWriter;
    },
  ) {}

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    { principalRef }: ParsedPrincipal,
    context: AuthorizedContext,
  ) {
    const { calls, services } = this.options;
    await services.assertPrincipal('principalRef', principalRef, context);
    return calls.change(
      idOrKey,
      context,
      change => assumeRole(change, role, principalRef, context),
      // Restoring a dismissed incident asks for a lead.
      {
        frozen: ({ status }) => status === 'dismissed' && LEADS.includes(role),
      },
    );
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: AuthorizedContext,
  ) {
    return this.options.calls.change(idOrKey, context, change =>
      renounceRole(change, role),
    );
  }

  async addMember(
    idOrKey: string,
    { principalRef }: ParsedPrincipal,
    context: AuthorizedContext,
  ) {
    const { calls, services } = this.options;
    await services.assertPrincipal('principalRef', principalRef, context);
    return calls.change(
      idOrKey,
      context,
      change => addMember(change, principalRef, context),
      { frozen: true },
    );
  }

  async removeMember(
    idOrKey: string,
    { principalRef }: ParsedPrincipal,
    context: AuthorizedContext,
  ) {
    return this.options.calls.change(
      idOrKey,
      context,
      change => removeMember(change, principalRef),
      { frozen: true },
    );
  }

  async listViews(
    idOrKey: string,
    page: PageRequest,
    context: AuthorizedContext,
  ) {
    const { calls, store, views } = this.options;
    const incident = await calls.find(idOrKey, context);
    await views.flush();
    return store.views.list(incident, page);
  }

  async breakGlass(
    idOrKey: string,
    { reason }: ParsedBreakGlass,
    context: AuthorizedContext,
  ) {
    return this.options.calls.change(
      idOrKey,
      context,
      change => breakGlass(change, reason, context),
      { frozen: true, access: context.brokenGlassAccess },
    );
  }
}
