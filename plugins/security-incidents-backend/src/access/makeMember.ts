import type { MemberSource } from 'backstage-plugin-security-incidents-common';
import {
  assertPermitted,
  type CallerPermissions,
} from '../authorization/permissions';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { AuthorizedContext } from '../kernel/contexts';

/** The permission that each way to become a member of a restricted incident needs. Reporters are always members. */
const NEEDED_PERMISSION: Record<
  Exclude<MemberSource, 'reporter'>,
  keyof CallerPermissions
> = {
  role: 'restrict',
  manual: 'restrict',
  'break-glass': 'breakGlass',
};

/**
 * Makes somebody a member, so that they can read the incident while it is restricted. Every way to become a reader ends
 * here.
 *
 * @throws NotAllowedError when the caller may not decide who reads the incident
 */
export async function makeMember(
  change: IncidentChange,
  principalRef: string,
  source: Exclude<MemberSource, 'reporter'>,
  context: AuthorizedContext,
): Promise<void> {
  const { tx, incident, actor, at } = change;
  const { members } = await tx.getDetails(incident);
  const isMember = members.some(member => member.principalRef === principalRef);
  if (incident.visibility === 'restricted' && !isMember) {
    assertPermitted(context.permissionsOn(await tx.getResource(incident)), [
      NEEDED_PERMISSION[source],
    ]);
  }
  await tx.saveMember(incident.seq, {
    principalRef,
    source,
    addedAt: at,
    addedBy: actor,
  });
}
