import { useRouteRef } from '../navigation';
import {
  improvementActionsRouteRef,
  obligationsRouteRef,
  reviewsRouteRef,
} from '../routes';
import { useFollowUpCounts } from '../queries';
import { useTranslation } from '../translation';
import { useOpenObligations } from './obligations';
import { SecondRow } from './SecondRow';

/** The second row of links, on the pages of what is still owed. */
export function FollowUpNav() {
  const { t } = useTranslation();
  const { allowed, loading, open: openObligations } = useOpenObligations();
  const obligations = useRouteRef(obligationsRouteRef)();
  const reviews = useRouteRef(reviewsRouteRef)();
  const actions = useRouteRef(improvementActionsRouteRef)();
  const open = useFollowUpCounts()?.open;
  return (
    <SecondRow
      label={t('followUp.views')}
      views={[
        // While nobody knows yet, the place is kept.
        ...(allowed || loading
          ? [
              {
                label: t('followUp.obligations'),
                to: obligations,
                count: openObligations ? ` ${openObligations}` : undefined,
              },
            ]
          : []),
        {
          label: t('followUp.reviews'),
          to: reviews,
          count: open ? ` ${open.reviews}` : undefined,
        },
        {
          label: t('followUp.actions'),
          to: actions,
          count: open ? ` ${open.actions}` : undefined,
        },
      ]}
    />
  );
}
