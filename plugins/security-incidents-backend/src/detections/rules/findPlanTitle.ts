import { NotFoundError } from '@backstage/errors';
import type { ApplicablePlansQuery } from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { PlansService } from '../../responsePlans/PlansService';

/** The plan that would be applied to an incident of a service; undefined when none would, or the caller may not see plans. */
export async function findPlanTitle(
  plans: Pick<PlansService<AuthorizedContext>, 'getApplicable'>,
  incident: ApplicablePlansQuery,
  context: AuthorizedContext,
): Promise<string | undefined> {
  if (!context.permissions.readPlans) return undefined;
  try {
    const { items } = await plans.getApplicable(incident, context);
    return items.find(({ primary }) => primary)?.title;
  } catch (error) {
    // The catalog may have lost the service since its names were read.
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
