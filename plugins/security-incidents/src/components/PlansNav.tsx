import { useRouteRef } from '../navigation';
import { coverageRouteRef, plansRouteRef } from '../routes';
import { useTranslation } from '../translation';
import { SecondRow } from './SecondRow';

/** The second row of links, on the pages of plans. */
export function PlansNav() {
  const { t } = useTranslation();
  const plans = useRouteRef(plansRouteRef)();
  const coverage = useRouteRef(coverageRouteRef)();
  return (
    <SecondRow
      label={t('plansNav.label')}
      views={[
        { label: t('plansNav.plans'), to: plans },
        { label: t('plansNav.coverage'), to: coverage },
      ]}
    />
  );
}
