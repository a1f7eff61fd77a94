import { linkService, unlinkService } from '../affected';
import { breakGlass } from '../breakGlass';
import type { InnerIncidentsService } from '../IncidentsService';
import { addMember, assumeRole, removeMember, renounceRole } from '../people';
import type { IncidentCalls } from './IncidentCalls';
import { getReadAccess } from '../../kernel/contexts';

type PeopleCalls = Pick<
  InnerIncidentsService,
  | 'linkAffected'
  | 'unlinkAffected'
  | 'assignRole'
  | 'renounceRole'
  | 'addMember'
  | 'removeMember'
  | 'listViews'
  | 'breakGlass'
>;

/** What an incident is about, who has a role in it, and who may read it and did. */
export function peopleCalls(calls: IncidentCalls): PeopleCalls {
  return {
    async linkAffected(idOrKey, request, context) {
      const at = calls.options.clock().toISOString();
      const linked = await calls.services.lookUp(
        [{ field: 'entityRef', entityRef: request.entityRef }],
        at,
        context,
        idOrKey,
      );
      return calls.change(idOrKey, context, change =>
        linkService(change, request, linked.get(request.entityRef)),
      );
    },

    async unlinkAffected(idOrKey, request, context) {
      const incident = await calls.find(idOrKey, context);
      const hidden = await calls.sight.of(incident, context);
      return calls.change(idOrKey, context, change =>
        unlinkService(change, request, hidden),
      );
    },

    async assignRole(idOrKey, role, request, context) {
      await calls.services.assertPrincipal(
        'principalRef',
        request.principalRef,
        context,
      );
      return calls.change(idOrKey, context, change =>
        assumeRole(change, role, request.principalRef),
      );
    },

    async renounceRole(idOrKey, role, context) {
      return calls.change(idOrKey, context, change =>
        renounceRole(change, role),
      );
    },

    async addMember(idOrKey, request, context) {
      await calls.services.assertPrincipal(
        'principalRef',
        request.principalRef,
        context,
      );
      return calls.change(
        idOrKey,
        context,
        change => addMember(change, request.principalRef),
        { frozen: true },
      );
    },

    async removeMember(idOrKey, request, context) {
      return calls.change(
        idOrKey,
        context,
        change => removeMember(change, request.principalRef),
        { frozen: true },
      );
    },

    async listViews(idOrKey, page, context) {
      const { store, views } = calls.options;
      const incident = await calls.find(idOrKey, context);
      await views.flush();
      return store.views.list(incident, page);
    },

    async breakGlass(idOrKey, { reason }, context) {
      return calls.change(
        idOrKey,
        context,
        change => breakGlass(change, reason, getReadAccess(context)),
        { frozen: true, access: context.brokenGlassAccess },
      );
    },
  };
}
